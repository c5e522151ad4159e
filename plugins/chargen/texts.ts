import * as v from "valibot";
import { known, text } from "./checks.ts";

/** What is said at each step: markup, in which `{name}` is the character's name. */
export interface Texts {
  /** Asks for the name. */
  readonly name: string;
  /** Asks for the kind. */
  readonly kind: string;
  /** Asks for the points. */
  readonly points: string;
  /** Asks for the description. */
  readonly description: string;
  /** Stands above all that was chosen. */
  readonly review: string;
  /** Is said when the character is there. */
  readonly created: string;
}

const DEFAULTS: Texts = {
  name: "What shall your character be called?",
  kind: "What is {name}?",
  points: "What is {name} good at?",
  description: "What does one see who looks at {name}?",
  review: "This is {name}.",
  created: "Character created: {name}.",
};

const ENTRIES = {
  name: said(DEFAULTS.name, []),
  kind: said(DEFAULTS.kind, ["{name}"]),
  points: said(DEFAULTS.points, ["{name}"]),
  description: said(DEFAULTS.description, ["{name}"]),
  review: said(DEFAULTS.review, ["{name}"]),
  created: said(DEFAULTS.created, ["{name}"]),
};

/** The schema of what is said; what is not given is said as it always is. */
export const TextsSchema = v.optional(v.strictObject(ENTRIES, known(ENTRIES)), {});

/**
 * Puts a name into a text.
 *
 * @param said The text.
 * @param name The name: markup.
 */
export function filled(said: string, name: string): string {
  return said.replaceAll("{name}", () => name);
}

function said(
  usual: string,
  names: readonly string[],
): v.OptionalSchema<v.GenericSchema<string>, string> {
  const isKnown = (value: string) =>
    (value.match(/\{\w*\}/g) ?? []).every((one) => names.includes(one));
  const rule = names.length === 0
    ? "must have nothing in braces"
    : `may have only ${names.join(", ")} in braces`;
  return v.optional(v.pipe(text(), v.check(isKnown, rule)), usual);
}
