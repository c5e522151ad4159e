/**
 * Checks what a plugin's function gave where markup is asked for.
 *
 * @param value What it gave; `undefined` is nothing to show.
 * @throws {TypeError} When it is anything else: a promise is not waited for.
 */
export function markupFrom(value: unknown): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  const kind = value instanceof Promise ? "a promise" : typeof value;
  throw new TypeError(`Cannot show it as it must be markup or undefined: it is ${kind}`);
}
