import { readValue } from "../core/settings/read_value.ts";
import { scanFlags, type TypedFlag } from "./scan_flags.ts";

/** The program is to run, in this way. */
export interface RunArgs {
  readonly kind: "run";
  /** The settings file that was asked for. */
  readonly config?: string;
  /** Nothing but warnings and errors is printed. */
  readonly quiet: boolean;
  /** Code is watched, and a change reloads the Server. */
  readonly dev: boolean;
  /** Portal, Server and Store share one isolate. */
  readonly inline: boolean;
  /** What of the server this process is. */
  readonly role: Role;
  /** How many seats a class has, if there is one. */
  readonly classroom?: number;
  /** The settings that flags gave, by name, not yet checked. */
  readonly sets: Readonly<Record<string, unknown>>;
}

/** What of the server a process is: all of it, its portals, or the game. */
export type Role = "all" | "portal" | "server";

/** What the command line asks for. */
export type ParsedArgs =
  | RunArgs
  | { readonly kind: "help"; readonly topic: "flags" | "settings" }
  | { readonly kind: "version" }
  | { readonly kind: "error"; readonly problems: readonly string[] };

const MAX_SEATS = 200;

/** The settings that have a flag of their own. */
const SETTING_FLAGS: ReadonlyMap<string, string> = new Map([
  ["host", "host"],
  ["telnet-port", "telnetPort"],
  ["web-port", "webPort"],
  ["tls-port", "tlsPort"],
  ["ssh-port", "sshPort"],
  ["data", "dataFolder"],
]);

/**
 * Reads the command line.
 *
 * The last of several equal flags wins. Settings are checked later, with those of the file.
 *
 * @param argv The arguments after the program's name.
 * @returns What to do, or everything that is wrong with the arguments.
 */
export function parseArgs(argv: readonly string[]): ParsedArgs {
  const { typed, problems } = scanFlags(argv);
  const help = typed.find((flag) => flag.name === "help");
  if (help) return { kind: "help", topic: help.value === "settings" ? "settings" : "flags" };
  if (typed.some((flag) => flag.name === "version")) return { kind: "version" };

  const all = [
    ...problems,
    ...typed.flatMap(malformedSet),
    ...classProblems(typed),
    ...roleProblems(typed),
  ];
  if (all.length > 0) return { kind: "error", problems: all };
  const config = typed.findLast((flag) => flag.name === "config")?.value;
  const seats = typed.findLast((flag) => flag.name === "classroom")?.value;
  const has = (name: string) => typed.some((flag) => flag.name === name);
  return {
    kind: "run",
    ...(config === undefined ? {} : { config }),
    quiet: has("quiet"),
    dev: has("dev"),
    inline: has("inline"),
    role: has("portal-only") ? "portal" : has("server-only") ? "server" : "all",
    ...(seats === undefined ? {} : { classroom: Number(seats) }),
    sets: Object.fromEntries(typed.flatMap(settingOf)),
  };
}

function malformedSet({ name, value = "" }: TypedFlag): string[] {
  if (name !== "set" || value.indexOf("=") > 0) return [];
  return [`Cannot use "--set ${value}" as it must be NAME=VALUE: there is no name before a "="`];
}

function classProblems(typed: readonly TypedFlag[]): string[] {
  const seats = typed.filter(({ name }) => name === "classroom").map(({ value = "" }) => value);
  const wrong = seats.filter((value) => !/^[1-9]\d*$/.test(value) || Number(value) > MAX_SEATS);
  const problems = wrong.map((value) =>
    `Cannot use "--classroom ${value}" as it must be the number of seats, from 1 to ${MAX_SEATS}`
  );
  const keepsData = seats.length > 0 && typed.some(({ name }) => name === "data");
  if (!keepsData) return problems;
  return [
    ...problems,
    'Cannot use "--data" with "--classroom" as the data of a class is thrown away',
  ];
}

/** What makes no sense in a process that is a part of the server alone. */
const NOT_ALONE: Readonly<Record<string, readonly string[]>> = {
  "portal-only": ["server-only", "inline", "classroom", "dev"],
  "server-only": ["inline", "classroom"],
};

function roleProblems(typed: readonly TypedFlag[]): string[] {
  const names = new Set(typed.map(({ name }) => name));
  return Object.entries(NOT_ALONE).flatMap(([role, others]) =>
    names.has(role) ? others.filter((name) => names.has(name)).map((name) => clash(role, name)) : []
  );
}

function clash(role: string, name: string): string {
  return `Cannot use "--${name}" with "--${role}" as that process is a part of the server alone`;
}

/** Returns the setting that a flag gives, if it gives one. */
function settingOf({ name, value }: TypedFlag): [name: string, value: unknown][] {
  if (name === "set" && value !== undefined) {
    const split = value.indexOf("=");
    const setting = value.slice(0, split);
    return [[setting, readValue(setting, value.slice(split + 1))]];
  }
  const setting = SETTING_FLAGS.get(name);
  if (setting === undefined) return [];
  // `--host` alone asks for all interfaces, which the setting spells as an empty string.
  return [[setting, readValue(setting, value ?? "")]];
}
