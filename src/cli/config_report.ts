/** What the throw-away worker makes of a settings file; it crosses back by structured clone. */
export type ConfigReport =
  | { readonly kind: "values"; readonly values: Readonly<Record<string, unknown>> }
  | { readonly kind: "threw"; readonly message: string; readonly stack: string }
  | { readonly kind: "unusable"; readonly reason: string };

/**
 * Makes the report of a settings file's module.
 *
 * @param module What importing the file gave.
 */
export function configReport(module: unknown): ConfigReport {
  if (!isRecord(module) || !("default" in module)) {
    return unusable("it must have a default export: it has none");
  }
  const config: unknown = module.default;
  if (!isPlainObject(config)) {
    return unusable("its default export must be an object of settings: it is something else");
  }
  const odd = findOddity(config, "", new Set());
  if (odd !== undefined) {
    return unusable(`it must hold plain data only: ${odd.place} is ${odd.what}`);
  }
  return { kind: "values", values: config };
}

function unusable(reason: string): ConfigReport {
  return { kind: "unusable", reason };
}

interface Oddity {
  readonly place: string;
  readonly what: string;
}

/** Finds the first thing in a value that cannot cross as plain data. */
function findOddity(value: unknown, place: string, seen: Set<object>): Oddity | undefined {
  if (typeof value === "function") return { place, what: "a function" };
  if (typeof value === "symbol") return { place, what: "a symbol" };
  if (!isRecord(value) || seen.has(value)) return undefined;
  seen.add(value);
  if (!Array.isArray(value) && !isPlainObject(value)) {
    return { place, what: "not a plain object" };
  }
  for (const [key, member] of Object.entries(value)) {
    const inside = Array.isArray(value) ? `${place}[${key}]` : place ? `${place}.${key}` : key;
    const odd = findOddity(member, inside, seen);
    if (odd !== undefined) return odd;
  }
  return undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isRecord(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
