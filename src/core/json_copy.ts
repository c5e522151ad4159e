import type { Json } from "./model.ts";

/**
 * Copies a value that is to be kept, so that nobody can change it behind the keeper's back.
 *
 * Members that are `undefined` are left out, as JSON does; the copy is frozen.
 *
 * @param value The value.
 * @param name What it is called, for the error.
 * @throws {TypeError} When it is not JSON, with the path of the part that is not.
 */
export function jsonCopy(value: unknown, name: string): Json {
  return copied(value, { name, path: "", around: [] });
}

interface Place {
  readonly name: string;
  readonly path: string;
  /** The arrays and objects that this part is inside. */
  readonly around: readonly unknown[];
}

function copied(value: unknown, place: Place): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value !== "object") throw notJson(place, kindOf(value));
  if (place.around.includes(value)) throw notJson(place, "inside itself");
  const inside = (step: string): Place => ({
    name: place.name,
    path: `${place.path}${step}`,
    around: [...place.around, value],
  });
  if (Array.isArray(value)) {
    return Object.freeze(Array.from(value, (part, index) => copied(part, inside(`[${index}]`))));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) throw notJson(place, kindOf(value));
  const dot = place.path === "" ? "" : ".";
  return Object.freeze(Object.fromEntries(
    Object.entries(value).filter(([, part]) => part !== undefined)
      .map(([key, part]) => [key, copied(part, inside(`${dot}${key}`))]),
  ));
}

function notJson({ name, path }: Place, kind: string): TypeError {
  const at = path === "" ? "" : ` at "${path}"`;
  return new TypeError(`Cannot keep "${name}" as it must be JSON: current value${at} is ${kind}`);
}

function kindOf(value: unknown): string {
  if (typeof value === "object" && value !== null) return `a ${value.constructor.name}`;
  if (typeof value === "number" || value === undefined) return String(value);
  return `a ${typeof value}`;
}
