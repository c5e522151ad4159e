import { isTable, MSDP, type MsdpValue } from "./msdp_value.ts";

const { VAR, VAL, TABLE_OPEN, TABLE_CLOSE, ARRAY_OPEN, ARRAY_CLOSE } = MSDP;
const ENCODER = new TextEncoder();
/** Bytes that may not be in text: NUL and those that give shape. */
// deno-lint-ignore no-control-regex
const FORBIDDEN = /[\u0000-\u0006]/g;

/**
 * Writes one variable as an MSDP payload, in UTF-8: no byte of its text can be taken for shape,
 * NUL or IAC.
 *
 * @param name The variable.
 * @param value Its value.
 */
export function writeMsdp(name: string, value: MsdpValue): Uint8Array {
  return ENCODER.encode(variable(name, value));
}

/**
 * Returns data as MSDP has it: numbers as their digits, `true` and `false` as 1 and 0, nothing as
 * empty text; `undefined` for what is nested deeper than `depth`.
 *
 * @param data What JSON can hold.
 * @param depth How deep lists and tables may be nested.
 */
export function toMsdp(data: unknown, depth: number): MsdpValue | undefined {
  if (typeof data === "boolean") return data ? "1" : "0";
  if (typeof data === "number") return String(data);
  if (typeof data === "string") return clean(data);
  if (typeof data !== "object" || data === null) return "";
  if (depth === 0) return undefined;
  const inner = (value: unknown) => toMsdp(value, depth - 1);
  if (Array.isArray(data)) return allKnown(data.map(inner));
  const names = Object.keys(data).map(clean);
  const values = allKnown(Object.values(data).map(inner));
  return values && Object.fromEntries(names.map((name, at) => [name, values[at] ?? ""]));
}

function allKnown(values: readonly (MsdpValue | undefined)[]): readonly MsdpValue[] | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? known : undefined;
}

function variable(name: string, value: MsdpValue): string {
  return code(VAR) + clean(name) + code(VAL) + shaped(value);
}

function shaped(value: MsdpValue): string {
  if (typeof value === "string") return clean(value);
  if (isTable(value)) {
    const entries = Object.entries(value).map(([name, one]) => variable(name, one));
    return code(TABLE_OPEN) + entries.join("") + code(TABLE_CLOSE);
  }
  const values = value.map((one) => code(VAL) + shaped(one));
  return code(ARRAY_OPEN) + values.join("") + code(ARRAY_CLOSE);
}

function clean(text: string): string {
  return text.replace(FORBIDDEN, "");
}

function code(byte: number): string {
  return String.fromCharCode(byte);
}
