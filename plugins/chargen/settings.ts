import type { StandardSchema } from "@vestibule/core";
import * as v from "valibot";
import { ATTRIBUTES, KINDS } from "./defaults.ts";
import { type Texts, TextsSchema } from "./texts.ts";
import { atLeast, keyed, known, list, number, text, wholeNumber } from "./checks.ts";

/** What a character can be. */
export interface Kind {
  /** What it is called, as a player types it. */
  readonly key: string;
  /** One line about it: markup. */
  readonly desc: string;
}

/** Something that a character has more or less of. */
export interface Attribute {
  /** What it is called, as a player types it. */
  readonly key: string;
  /** One line about it: markup. */
  readonly desc: string;
  /** The level that everybody has. */
  readonly min: number;
  /** The highest level. */
  readonly max: number;
}

/** How long a description may be. */
export interface DescriptionLimits {
  /** The shortest, in characters; 0 lets it be empty. */
  readonly minLength: number;
  /** The longest, in characters; at 0 nobody is asked for one. */
  readonly maxLength: number;
  /** The most lines. */
  readonly maxLines: number;
}

/** What is asked for a character. A step that leaves no choice is not asked. */
export interface ChargenSettings {
  /** What a character can be; the first is taken unless somebody chooses. */
  readonly kinds: readonly Kind[];
  /** What points are given to. */
  readonly attributes: readonly Attribute[];
  /** How many points there are to give, above the lowest levels. */
  readonly points: number;
  /** How long a description may be. */
  readonly description: DescriptionLimits;
  /** How long a name is held for who has not finished, in seconds since the last step. */
  readonly nameHold: number;
  /** Whether who has made a character becomes it at once. */
  readonly enterWorld: boolean;
  /** What is said. */
  readonly texts: Texts;
}

/** The settings as a game gives them: whatever is left out is as usual. */
export interface ChargenInput {
  /** What a character can be. */
  readonly kinds?: readonly (Pick<Kind, "key"> & Partial<Kind>)[];
  /** What points are given to. */
  readonly attributes?: readonly (Pick<Attribute, "key"> & Partial<Attribute>)[];
  /** How many points there are to give. */
  readonly points?: number;
  /** How long a description may be. */
  readonly description?: Partial<DescriptionLimits>;
  /** How long a name is held, in seconds. */
  readonly nameHold?: number;
  /** Whether who has made a character becomes it at once. */
  readonly enterWorld?: boolean;
  /** What is said. */
  readonly texts?: Partial<Texts>;
}

/** What checks the settings, and completes them. */
export interface ChargenSchema extends StandardSchema<ChargenSettings> {
  /** As the Standard Schema specification asks. */
  readonly "~standard": StandardSchema<ChargenSettings>["~standard"] & {
    /** What it takes, and what it makes of that. */
    readonly types?: { readonly input: ChargenInput; readonly output: ChargenSettings } | undefined;
  };
}

/** A day, in seconds. */
const DAY = 86_400;

const LIMITS = {
  minLength: v.optional(wholeNumber(0), 0),
  maxLength: v.optional(wholeNumber(0), 1_000),
  maxLines: v.optional(wholeNumber(1), 20),
};

const KIND = { key: keyed(), desc: v.optional(text(), "") };

const ATTRIBUTE = {
  ...KIND,
  min: v.optional(wholeNumber(0), 1),
  max: v.optional(wholeNumber(1), 5),
};

const ENTRIES = {
  kinds: v.optional(list(v.strictObject(KIND, known(KIND))), KINDS),
  attributes: v.optional(list(v.strictObject(ATTRIBUTE, known(ATTRIBUTE))), ATTRIBUTES),
  points: v.optional(wholeNumber(0), 6),
  description: v.optional(v.strictObject(LIMITS, known(LIMITS)), {}),
  nameHold: v.optional(v.pipe(number(), v.finite("must be finite"), atLeast(0)), DAY),
  enterWorld: v.optional(v.boolean("must be true or false"), true),
  texts: TextsSchema,
};

const SCHEMA: StandardSchema<ChargenSettings> = v.pipe(
  v.strictObject(ENTRIES, known(ENTRIES)),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const problem of problemsOf(dataset.value)) addIssue(problem);
  }),
);

/** The schema of the settings; each has a default, so that nothing need be set. */
// It takes whatever it is given: what its type says beside that helps who writes settings.
export const SETTINGS: ChargenSchema = SCHEMA as ChargenSchema;

/** Finds what is wrong between settings that are well each for itself. */
function* problemsOf(settings: ChargenSettings): Generator<{ message: string }> {
  const { attributes, points, description } = settings;
  for (const { key, min, max } of attributes) {
    if (min <= max) continue;
    yield { message: `attribute "${key}": its min must be at most its max, ${max}: it is ${min}` };
  }
  const room = attributes.reduce((sum, { min, max }) => sum + Math.max(0, max - min), 0);
  if (attributes.length > 0 && points > room) {
    yield {
      message: `points must be at most ${room}, all that the attributes take: it is ${points}`,
    };
  }
  const { minLength, maxLength } = description;
  if (minLength > maxLength) {
    yield {
      message: `description.minLength must be at most maxLength, ${maxLength}: it is ${minLength}`,
    };
  }
}
