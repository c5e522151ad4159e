import type { StandardSchema } from "@vestibule/core";
import * as v from "valibot";

/** What a game may set. */
export interface Settings {
  /** How many sides a die has. */
  readonly sides: number;
}

/** Checks the settings, and knows what they are when a game says nothing. */
export const settings: StandardSchema<Settings> = v.strictObject({
  sides: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2)), 6),
});
