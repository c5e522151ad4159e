import * as z from "zod";

/** What of a JSON schema is needed to say a setting's type. */
interface TypeFacts {
  readonly type?: unknown;
  readonly shape?: unknown;
  readonly enum?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly minLength?: unknown;
  readonly maxLength?: unknown;
}

/**
 * Says in words what a schema takes, such as `a whole number from 0 to 65535`.
 *
 * It completes the sentence "it must be …".
 */
export function settingType(schema: z.ZodType): string {
  const facts: TypeFacts = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  if (typeof facts.shape === "string") return facts.shape;
  if (Array.isArray(facts.enum)) return oneOf(facts.enum);
  if (facts.type === "boolean") return "true or false";
  if (facts.type === "integer") return `a whole number${range(facts)}`;
  if (facts.type === "number") return `a number${range(facts)}`;
  return `a string${lengths(facts)}`;
}

function oneOf(values: readonly unknown[]): string {
  const shown = values.map((value) => JSON.stringify(value));
  return `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
}

function range({ minimum, maximum }: TypeFacts): string {
  if (typeof minimum !== "number") return "";
  const isOpen = typeof maximum !== "number" || maximum === Number.MAX_SAFE_INTEGER;
  return isOpen ? `, ${minimum} or more` : ` from ${minimum} to ${maximum}`;
}

function lengths({ minLength, maxLength }: TypeFacts): string {
  if (typeof maxLength === "number") return ` of ${minLength ?? 0} to ${maxLength} characters`;
  return minLength === 1 ? " that is not empty" : "";
}
