import { isListed } from "./numbers.ts";

/** A test whose name begins with numbers, by any of the functions that register tests. */
const NAMED =
  /(?:Deno\.test|on\w*Walls|withMenus)\(\s*["`](?<numbers>\d+(?:\.\d+)+(?:, \d+(?:\.\d+)+)*) (?<rest>[^"`]*["`],\s*\{[^}]*\bignore\b)?/g;

/**
 * Finds the behaviours that the names of a file's tests begin with, each once.
 *
 * A test that is commented out, or may be ignored, is none.
 *
 * @param source The text of the file.
 */
export function numbersIn(source: string): readonly string[] {
  const code = source.split("\n").filter((line) => !/^\s*(?:\/\/|\*)/.test(line)).join("\n");
  const found = [...code.matchAll(NAMED)]
    .flatMap(({ groups }) => groups?.rest === undefined ? groups?.numbers?.split(", ") ?? [] : []);
  return [...new Set(found)].filter(isListed);
}
