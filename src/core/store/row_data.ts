import { DamagedRowError } from "./damaged_row_error.ts";

/** What a field of a row's data may be. */
export type FieldKind = "text" | "texts" | "yes or no" | "number or null" | "object";

const CHECKS: Readonly<Record<FieldKind, (value: unknown) => boolean>> = {
  "text": (value) => typeof value === "string",
  "texts": (value) => Array.isArray(value) && value.every((one) => typeof one === "string"),
  "yes or no": (value) => typeof value === "boolean",
  "number or null": (value) => value === null || typeof value === "number",
  "object": isRecord,
};

/**
 * Reads JSON that a row holds.
 *
 * @param row The row, such as `object 12`.
 * @throws {DamagedRowError} When it is no JSON.
 */
export function rowJson(row: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DamagedRowError(row, "its data must be JSON");
  }
}

/**
 * Reads the data of a row: an object, whose known fields are what they must be. A field may be
 * absent, as an older version did not write it.
 *
 * @param row The row, such as `object 12`.
 * @param text The data, as JSON.
 * @param fields What the known fields are.
 * @throws {DamagedRowError} When something is not as it is written.
 */
export function rowData(
  row: string,
  text: string,
  fields: Readonly<Record<string, FieldKind>>,
): Readonly<Record<string, unknown>> {
  const data = rowJson(row, text);
  if (!isRecord(data)) throw new DamagedRowError(row, "its data must be a JSON object");
  for (const [name, kind] of Object.entries(fields)) {
    if (!Object.hasOwn(data, name) || CHECKS[kind](data[name])) continue;
    throw new DamagedRowError(row, `"${name}" of its data must be of the kind "${kind}"`);
  }
  return data;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
