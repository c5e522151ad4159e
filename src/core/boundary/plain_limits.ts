/** What plain data may not exceed. */
export interface PlainLimits {
  /** How deep arrays and objects may be nested. */
  readonly depth: number;
  /** How much it may be in all: each value counts 1, and so do a letter and a byte. */
  readonly weight: number;
}

/**
 * Tells whether a value is plain data within limits: JSON, `undefined`, and bytes. It need not come
 * from this program: what holds itself is too deep, what says the same often is too much.
 *
 * @param value The value, as it came over a port.
 * @param limits How much it may be.
 */
export function isPlainWithin(value: unknown, { depth, weight }: PlainLimits): boolean {
  return leftAfter(value, depth, weight) >= 0;
}

/** Returns how much of the weight a value leaves: less than 0 when it is no plain data, or too much. */
function leftAfter(value: unknown, depth: number, left: number): number {
  switch (typeof value) {
    case "string":
      return left - 1 - value.length;
    case "number":
    case "boolean":
    case "undefined":
      return left - 1;
    case "object":
      return value === null ? left - 1 : leftAfterParts(value, depth, left);
    default:
      return -1;
  }
}

/** Counts what is in it before that is looked at, so that nothing long is taken apart for nothing. */
function leftAfterParts(value: object, depth: number, before: number): number {
  if (value instanceof Uint8Array) return before - 1 - value.byteLength;
  const parts = partsOf(value);
  if (parts === undefined || depth < 0) return -1;
  let left = before - 1 - parts.length;
  for (let at = 0; at < parts.length && left >= 0; at++) {
    left = leftAfter(parts[at], depth - 1, left);
  }
  return left;
}

/** Returns what a value holds; `undefined` when it is no plain data. */
function partsOf(value: object): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? Object.values(value) : undefined;
}
