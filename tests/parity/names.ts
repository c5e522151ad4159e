import { isListed } from "./numbers.ts";

/** A call whose first argument is a text that begins with numbers: a test, by whatever name. */
const NAMED = /[\w.]+\(\s*["`](?<numbers>\d+(?:\.\d+)+(?:, \d+(?:\.\d+)+)*) /g;

/**
 * Finds the behaviours that the names of a file's tests begin with, each once.
 *
 * A test that is commented out, or ignored for good, is none.
 *
 * @param source The text of the file.
 */
export function numbersIn(source: string): readonly string[] {
  const code = source.split("\n").filter((line) => !/^\s*(?:\/\/|\*)/.test(line)).join("\n");
  const found = [...code.matchAll(NAMED)]
    .filter(([call]) => !/\.ignore\(/.test(call))
    .flatMap(({ groups }) => groups?.numbers?.split(", ") ?? []);
  return [...new Set(found)].filter(isListed);
}
