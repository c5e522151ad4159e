/** The bytes that give an MSDP payload its shape. */
export const MSDP = {
  VAR: 1,
  VAL: 2,
  TABLE_OPEN: 3,
  TABLE_CLOSE: 4,
  ARRAY_OPEN: 5,
  ARRAY_CLOSE: 6,
} as const;

/** A value as MSDP has it: text, a list, or a table. */
export type MsdpValue =
  | string
  | readonly MsdpValue[]
  | { readonly [name: string]: MsdpValue };

/** Tells whether a value is a table. */
export function isTable(value: MsdpValue): value is { readonly [name: string]: MsdpValue } {
  return typeof value === "object" && !Array.isArray(value);
}
