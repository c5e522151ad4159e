import type { SchemaIssue, SchemaOutcome, StandardSchema } from "../standard_schema.ts";

/** What became of a command's args: a value for `run`, or what is wrong with them. */
export type ParsedArgs =
  | { readonly kind: "ok"; readonly value: unknown }
  | { readonly kind: "bad"; readonly problems: readonly string[] };

/** How many problems are told at most. */
const MAX_PROBLEMS = 5;

/**
 * Makes of what follows a command's name what its schema says.
 *
 * The outcome is a promise only when the schema is asynchronous, so that a command with a plain
 * schema runs in the turn in which it was typed. A problem may quote what was typed: escape it
 * before it is shown. What a schema throws is thrown on.
 *
 * @param schema What the args must be; without one the value is the trimmed text.
 * @param raw The rest of the line. Empty, it is `undefined` to the schema, so that an optional
 * one lets it pass.
 */
export function parseArgs(
  schema: StandardSchema | undefined,
  raw: string,
): ParsedArgs | Promise<ParsedArgs> {
  const text = raw.trim();
  if (schema === undefined) return { kind: "ok", value: text };
  const result = schema["~standard"].validate(text === "" ? undefined : text);
  return result instanceof Promise ? result.then(outcomeOf) : outcomeOf(result);
}

function outcomeOf(result: SchemaOutcome<unknown>): ParsedArgs {
  if (result.issues === undefined) return { kind: "ok", value: result.value };
  return { kind: "bad", problems: result.issues.slice(0, MAX_PROBLEMS).map(problemOf) };
}

function problemOf({ message, path = [] }: SchemaIssue): string {
  const keys = path.map((step) => String(typeof step === "object" ? step.key : step));
  return keys.length === 0 ? message : `${keys.join(".")}: ${message}`;
}
