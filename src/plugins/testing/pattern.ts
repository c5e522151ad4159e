/** What is looked for in a text: a part of it, or what a part of it looks like. */
export type Pattern = RegExp | string;

/**
 * Tells whether a text has what is looked for.
 *
 * An expression with a `g` or `y` flag looks from its start each time, so that a test can use it
 * twice.
 */
export function hasPattern(text: string, pattern: Pattern): boolean {
  return typeof pattern === "string" ? text.includes(pattern) : text.search(pattern) >= 0;
}

/** Shows what is looked for, as it stands in a test. */
export function showPattern(pattern: Pattern): string {
  return typeof pattern === "string" ? JSON.stringify(pattern) : String(pattern);
}
