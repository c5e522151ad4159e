import * as v from "valibot";
import { messageOf } from "../trace/error_text.ts";
import { ImportError } from "./import_error.ts";

/**
 * Reads a line of JSON.
 *
 * @throws {ImportError} When it is none, or does not fit the schema.
 */
export function parseLine<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
  { line, needed }: { readonly line: number; readonly needed: string },
): v.InferOutput<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const state = text === "" ? "an empty line" : messageOf(error);
    throw new ImportError(line, `${needed}: current state is ${state}`, { cause: error });
  }
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const where = v.getDotPath(issue);
  throw new ImportError(
    line,
    `${needed}: current state is ${where === null ? "" : `${where}: `}${issue.message}`,
  );
}
