import * as z from "zod";
import { ENCODINGS, findEncoding, type ProtocolFlags, suggest } from "../api.ts";
import { orList } from "./markup.ts";

const encoding = z.string().transform((name, context) => {
  const found = findEncoding(name);
  if (found !== undefined) return found;
  context.addIssue({ code: "custom", message: "is not known" });
  return z.NEVER;
});

const FLAGS = z.object({
  noColor: z.boolean(),
  ansi: z.boolean(),
  xterm256: z.boolean(),
  trueColor: z.boolean(),
  screenReader: z.boolean(),
  screenWidth: z.int().min(20).max(500),
  screenHeight: z.int().min(5).max(300),
  utf8: z.boolean(),
  clientName: z.string().trim().toUpperCase().min(1).max(40),
  encoding,
  osc8: z.boolean(),
  osc8Send: z.boolean(),
  noKeepAlive: z.boolean(),
  noPromptGoAhead: z.boolean(),
  inputDebug: z.boolean(),
}).partial();

/** A flag that a user may set. */
export type SettableFlag = keyof typeof FLAGS.shape;

const RANGES: Readonly<Record<SettableFlag, string>> = {
  noColor: "on or off",
  ansi: "on or off",
  xterm256: "on or off",
  trueColor: "on or off",
  screenReader: "on or off",
  screenWidth: "a whole number from 20 to 500",
  screenHeight: "a whole number from 5 to 300",
  utf8: "on or off",
  clientName: "a name of at most 40 characters",
  encoding: `one of ${ENCODINGS.join(", ")}`,
  osc8: "on or off",
  osc8Send: "on or off",
  noKeepAlive: "on or off",
  noPromptGoAhead: "on or off",
  inputDebug: "on or off",
};

/** The flags that a user may set, in the order in which they are listed. */
export const SETTABLE_FLAGS: readonly SettableFlag[] = FLAGS.keyof().options;

/** What became of a flag that somebody typed: plain text when it cannot be set. */
export type ReadFlag =
  | { readonly kind: "ok"; readonly name: SettableFlag; readonly flags: ProtocolFlags }
  | { readonly kind: "bad"; readonly problem: string };

/**
 * Finds a flag by its name, whatever its case, with or without dashes.
 *
 * @param typed What the user called it.
 */
export function findFlag(typed: string): SettableFlag | undefined {
  const wanted = folded(typed);
  return SETTABLE_FLAGS.find((name) => folded(name) === wanted);
}

/** Says that there is no such flag, and which may have been meant. */
export function unknownFlag(typed: string): string {
  const near = suggest(typed, SETTABLE_FLAGS);
  const hint = near.length > 0
    ? `Did you mean ${orList(near)}?`
    : `There is ${orList(SETTABLE_FLAGS)}.`;
  return `There is no option "${typed.slice(0, 30)}". ${hint}`;
}

/**
 * Reads a flag and its value as they were typed.
 *
 * @param typed The flag's name.
 * @param value The value: on or off, a number, or text.
 */
export function readFlag(typed: string, value: string): ReadFlag {
  const name = findFlag(typed);
  if (name === undefined) return { kind: "bad", problem: unknownFlag(typed) };
  const flags = checkFlags({ [name]: meant(value) });
  if (flags[name] !== undefined) return { kind: "ok", name, flags };
  // Text that looks like a switch or a number may be a client's name.
  const asText = checkFlags({ [name]: value });
  if (asText[name] !== undefined) return { kind: "ok", name, flags: asText };
  return { kind: "bad", problem: `The option ${name} must be ${RANGES[name]}.` };
}

/** Returns those of the flags that may be set and have a value they can have. */
export function checkFlags(flags: Readonly<Record<string, unknown>>): z.infer<typeof FLAGS> {
  let checked: z.infer<typeof FLAGS> = {};
  for (const [name, value] of Object.entries(flags)) {
    const { data } = FLAGS.safeParse({ [name]: value });
    checked = { ...checked, ...data };
  }
  return checked;
}

/** Shows a flag's value as it is typed. */
export function flagText(value: unknown): string {
  if (value === undefined) return "unknown";
  if (typeof value === "boolean") return value ? "on" : "off";
  return String(value);
}

function meant(value: string): boolean | number | string {
  const word = value.toLowerCase();
  if (["on", "yes", "true"].includes(word)) return true;
  if (["off", "no", "false"].includes(word)) return false;
  return /^\d{1,9}$/.test(word) ? Number(word) : value;
}

function folded(name: string): string {
  return name.toLowerCase().replaceAll("-", "");
}
