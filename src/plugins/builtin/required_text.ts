import * as z from "zod";

/**
 * Makes a schema for args that must not be empty.
 *
 * @param question What is asked when they are: plain text.
 */
export function requiredText(question: string): z.ZodString {
  return z.string(question);
}
