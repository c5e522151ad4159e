import type { Game, Json, Session } from "../model.ts";
import type { InputOf, OutputOf, StandardSchema } from "../standard_schema.ts";
import { messageKey, outputFuncName } from "./names.ts";

/** Who says a message: the game (`out`), the client (`in`), or both. */
export type OobDirection = "in" | "out" | "both";

/**
 * The MSDP variables that a message stands for: one for all of its data, or one for each field
 * that has one.
 */
export type MsdpNames = string | Readonly<Record<string, string>>;

/** What is told of a message when it is declared. */
export interface OobMessageDefinition<Schema extends StandardSchema> {
  /** Its name in GMCP, as it is to be spelled: `Char.Vitals`. */
  readonly name: string;
  /** Who says it. */
  readonly direction: OobDirection;
  /** Checks its data; it must answer at once. */
  readonly schema: Schema;
  /** Its MSDP variables; a client that speaks MSDP alone does not get it without. */
  readonly msdp?: MsdpNames;
  /** What it is for, in a sentence. */
  readonly help: string;
}

/** Out-of-band data as `msg({ oob })` takes it, by the name of the message. */
export type OobData = Readonly<Record<string, Json>>;

/** A declared out-of-band message: its names in every protocol, and what its data must be. */
export interface OobMessage<Schema extends StandardSchema = StandardSchema>
  extends OobMessageDefinition<Schema> {
  /** What Server and inputfuncs know it by, whatever its spelling: `char_vitals`. */
  readonly key: string;
  /** What it is called on its way to a client: `char_vitals`, and `char_statusVars`. */
  readonly outputFunc: string;
  /** Returns what `msg({ oob })` takes, with data that the compiler checks. */
  with(data: InputOf<Schema>): OobData;
}

/** Hears what a client sends of a message, as its schema made it. */
export type OobReader<Schema extends StandardSchema> = (
  session: Session,
  data: OutputOf<Schema>,
  game: Game,
) => void;

const NAME = /^[A-Za-z][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)+$/;
const MAX_NAME = 64;
const VARIABLE = /^[A-Z][A-Z0-9_]{0,63}$/;
/** What every protocol says in its own way. */
const RESERVED = ["core.hello", "core.supports", "core.ping", "core.keepalive", "core.goodbye"];

/**
 * Declares an out-of-band message once for every protocol. What a plugin gives to `provide.oob` is
 * checked both ways from then on.
 *
 * @param definition Its name, who says it, and what its data must be.
 * @returns The declaration, with what sends it.
 * @throws {TypeError} When the name or an MSDP variable cannot be one.
 *
 * @example A message that says how warm it is
 * ```ts
 * import { oobMessage } from "@vestibule/core";
 * import * as v from "valibot";
 * import assert from "node:assert/strict";
 *
 * const warmth = oobMessage({
 *   name: "Weather.Warmth",
 *   direction: "out",
 *   schema: v.object({ degrees: v.number() }),
 *   msdp: { degrees: "WARMTH" },
 *   help: "How warm it is, in degrees.",
 * });
 *
 * assert.deepEqual(warmth.with({ degrees: 21 }), { weather_warmth: { degrees: 21 } });
 * ```
 */
export function oobMessage<Schema extends StandardSchema>(
  definition: OobMessageDefinition<Schema>,
): OobMessage<Schema> {
  checkName(definition.name);
  checkVariables(definition);
  const outputFunc = outputFuncName(definition.name);
  return Object.freeze({
    ...definition,
    key: messageKey(definition.name),
    outputFunc,
    // What does not fit is found when it is sent, and told with the message's name.
    with: (data: InputOf<Schema>) => ({ [outputFunc]: data as Json }),
  });
}

function checkName(name: string): void {
  const lower = name.toLowerCase();
  const isOurs = RESERVED.some((one) => lower === one || lower.startsWith(`${one}.`));
  if (NAME.test(name) && name.length <= MAX_NAME && !isOurs) return;
  throw new TypeError(
    `Cannot declare an out-of-band message as its name must be like "Char.Vitals", and not one ` +
      `that the Portal answers itself: current name is "${name}"`,
  );
}

function checkVariables({ name, msdp = {} }: Pick<OobMessageDefinition<never>, "name" | "msdp">) {
  const variables = typeof msdp === "string" ? [msdp] : Object.values(msdp);
  for (const variable of variables) {
    if (VARIABLE.test(variable)) continue;
    throw new TypeError(
      `Cannot declare "${name}" as its MSDP variables must be like "HEALTH_MAX": ` +
        `current one is "${variable}"`,
    );
  }
}
