import type { SchemaIssue } from "../standard_schema.ts";
import type { OobMessage } from "./oob_message.ts";

/** What became of a message's data: what its schema made of it, or the field that is wrong. */
export type CheckedData =
  | { readonly kind: "ok"; readonly data: unknown }
  | { readonly kind: "wrong"; readonly field: string; readonly why: string };

/**
 * Checks data against a message's declaration. Why it is wrong is told in the schema's words, which
 * may quote the data.
 *
 * @param message The declaration.
 * @param data The data.
 */
export function checkData(message: Pick<OobMessage, "schema">, data: unknown): CheckedData {
  const outcome = message.schema["~standard"].validate(data);
  if (outcome instanceof Promise) {
    outcome.catch(() => {}); // Whatever comes of it is too late to be used.
    return { kind: "wrong", field: "", why: "its schema must answer at once" };
  }
  if (outcome.issues === undefined) return { kind: "ok", data: outcome.value };
  const [issue] = outcome.issues;
  return { kind: "wrong", field: fieldOf(issue), why: issue?.message ?? "its schema refuses it" };
}

/** The path in dots: `exits.north`; empty for the data as a whole. */
function fieldOf(issue: SchemaIssue | undefined): string {
  const path = issue?.path ?? [];
  return path.map((step) => String(typeof step === "object" ? step.key : step)).join(".");
}
