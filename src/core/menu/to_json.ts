import type { Json } from "../model.ts";

/** How deep a state may be nested. */
const MAX_DEPTH = 32;

/**
 * Returns a copy of a value that can be kept as JSON.
 *
 * @param value The value.
 * @param what What it is, for the error: `state of menu "shop/counter"`.
 * @throws {TypeError} When something in it is lost in JSON: a function, a date, `NaN`.
 */
export function toJson(value: unknown, what: string): Json {
  return copy(value, what, MAX_DEPTH);
}

function copy(value: unknown, path: string, depth: number): Json {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value !== "object") fail(path, nameOf(value));
  if (depth === 0) fail(path, `nested more than ${MAX_DEPTH} deep`);
  if (Array.isArray(value)) {
    return value.map((item, index) => copy(item, `${path}[${index}]`, depth - 1));
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) fail(path, nameOf(value));
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.map(([name, item]) => [name, copy(item, `${path}.${name}`, depth - 1)]),
  );
}

function nameOf(value: unknown): string {
  if (typeof value === "object" && value !== null) return `a ${value.constructor.name}`;
  return typeof value === "number" ? String(value) : `of type ${typeof value}`;
}

function fail(path: string, state: string): never {
  throw new TypeError(`Cannot keep ${path} as it must be JSON: current value is ${state}`);
}
