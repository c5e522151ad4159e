import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import { readClientName } from "../client_name.ts";

const WIDTH = { min: 20, max: 500 } as const;
const HEIGHT = { min: 5, max: 300 } as const;

/** Browsers by a token of their User-Agent; the first that fits, as each also names others. */
const FAMILIES: readonly (readonly [token: RegExp, name: string])[] = [
  [/\bEdgA?\//, "EDGE"],
  [/\bOPR\//, "OPERA"],
  [/\b(?:Firefox|FxiOS)\//, "FIREFOX"],
  [/\b(?:Headless)?(?:Chrome|CriOS)\//, "CHROME"],
  [/\bSafari\//, "SAFARI"],
];

/**
 * Reads what a client tells of itself with `client_options` (behaviour 10.2.4).
 *
 * Unknown options and values of the wrong type are left out; sizes are clamped to 20-500 columns
 * and 5-300 lines.
 *
 * @param options The call's keyword arguments.
 */
export function readClientOptions(options: Readonly<Record<string, unknown>>): ProtocolFlags {
  return {
    ...entry("clientName", readClientName(options["client"])),
    ...entry("screenWidth", readSize(options["screenwidth"], WIDTH)),
    ...entry("screenHeight", readSize(options["screenheight"], HEIGHT)),
    ...entry("screenReader", readSwitch(options["screenreader"])),
    ...entry("noColor", readSwitch(options["nocolor"])),
    ...entry("typing", readSwitch(options["typing"])),
    ...entry("inputDebug", readSwitch(options["inputdebug"])),
    ...entry("gmcp", readSwitch(options["gmcp"])),
  };
}

/**
 * Returns what is known of a websocket's client before it says anything.
 *
 * @param userAgent The request's `User-Agent`, if it has one.
 */
export function flagsAtConnect(userAgent: string | undefined): ProtocolFlags {
  return {
    utf8: true,
    encoding: "utf-8",
    ansi: true,
    xterm256: true,
    trueColor: true,
    oob: true,
    ...entry("clientName", userAgent === undefined ? undefined : nameOfAgent(userAgent)),
  };
}

/** Returns the browser's family, else the first product that a User-Agent names (RFC 9110). */
function nameOfAgent(userAgent: string): string | undefined {
  const family = FAMILIES.find(([token]) => token.test(userAgent));
  return family?.[1] ?? readClientName(userAgent.split(/[\s/]/, 1)[0]);
}

function readSize(value: unknown, range: { min: number; max: number }): number | undefined {
  // Evennia's clients send {window: size}; window 0 is the main one (behaviour 4.5)
  const size = typeof value === "object" && value !== null ? Reflect.get(value, "0") : value;
  if (typeof size !== "number" || !Number.isFinite(size) || size <= 0) return undefined;
  return Math.min(range.max, Math.max(range.min, Math.floor(size)));
}

function readSwitch(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (value === "true" || value === "on" || value === "1" || value === 1) return true;
  if (value === "false" || value === "off" || value === "0" || value === 0) return false;
  return undefined;
}

/** Makes an object of one entry, or of none when the value is unknown. */
function entry<Key extends string, Value>(key: Key, value: Value | undefined): {
  [key in Key]?: Value;
} {
  if (value === undefined) return {};
  const made: { [key in Key]?: Value } = {};
  made[key] = value;
  return made;
}
