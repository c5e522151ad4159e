import * as v from "valibot";
import type { ProtocolFlags } from "./flags.ts";

/**
 * How a flag of a session became known, the most trusted first.
 *
 * - `user`: the user chose it, or game code did.
 * - `client`: the client said so itself: its window's size, an option that it agreed to.
 * - `gmcp`, `mnes`, `mtts`, `ttype`: what the client tells of itself by GMCP's `Core.Hello`, by
 *   the environment (MNES), by the MTTS bits, and by its name or its terminal's.
 * - `portal`: what the portal knows of each of its clients.
 * - `guess`: nobody said so.
 */
export type FlagSource =
  | "user"
  | "client"
  | "gmcp"
  | "mnes"
  | "mtts"
  | "ttype"
  | "portal"
  | "guess";

/** Every {@linkcode FlagSource}, the most trusted first. */
export const FLAG_SOURCES: readonly FlagSource[] = [
  "user",
  "client",
  "gmcp",
  "mnes",
  "mtts",
  "ttype",
  "portal",
  "guess",
];

/** Where each known flag came from, by the flag's name. */
export type FlagSources = Readonly<Record<string, FlagSource>>;

/** Checks {@linkcode FlagSources}. */
export const FlagSourcesSchema = v.record(v.string(), v.picklist(FLAG_SOURCES));

/**
 * Checks that a value names a source, as code without types may not know.
 *
 * @throws {TypeError} When it names none.
 */
export function checkFlagSource(value: unknown): asserts value is FlagSource {
  if (FLAG_SOURCES.some((source) => source === value)) return;
  throw new TypeError(
    `Cannot take flags as their source must be one of ${FLAG_SOURCES.join(", ")}: ` +
      `current value is ${typeof value === "string" ? `"${value}"` : `of type ${typeof value}`}`,
  );
}

/** Flags with where each came from. */
export interface SourcedFlags {
  readonly protocolFlags: ProtocolFlags;
  readonly flagSources: FlagSources;
}

/**
 * Returns the names of those flags whose value or source is not the same.
 *
 * @param before What was known.
 * @param after What is known.
 */
export function flagNews(before: SourcedFlags, after: SourcedFlags): readonly string[] {
  const values = new Map<string, unknown>(Object.entries(before.protocolFlags));
  return Object.entries(after.protocolFlags).filter(([name, value]) =>
    values.get(name) !== value || before.flagSources[name] !== after.flagSources[name]
  ).map(([name]) => name);
}

/** Returns the named ones of these flags, with their sources. */
export function pickFlags(known: SourcedFlags, names: readonly string[]): SourcedFlags {
  return {
    protocolFlags: pick(known.protocolFlags, names),
    flagSources: pick(known.flagSources, names),
  };
}

function pick<Value>(
  all: Readonly<Record<string, Value>> | ProtocolFlags,
  names: readonly string[],
): Record<string, Value> {
  const entries = Object.entries(all) as [string, Value][]; // what the record holds
  return Object.fromEntries(entries.filter(([name]) => names.includes(name)));
}
