import { nearestName } from "../../core/settings/nearest.ts";

/** What the command line of the tour asks for. */
export type TourArgs =
  | {
    readonly kind: "play";
    /** The number of the one chapter to play; all unless given. */
    readonly chapter?: number;
    /** Whether nothing is waited for. */
    readonly isFast: boolean;
  }
  | { readonly kind: "help" }
  | { readonly kind: "error"; readonly problem: string };

const FLAGS = ["fast", "chapter", "help"];

/**
 * Reads the command line of the tour.
 *
 * @param argv The arguments after the program's name.
 * @param last The number of the last chapter.
 */
export function parseTourArgs(argv: readonly string[], last: number): TourArgs {
  const rest = [...argv];
  let isFast = false;
  let chapter: number | undefined;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, name, value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (word === "-h" || word === "--help") return { kind: "help" };
    if (word === "--fast") isFast = true;
    else if (name === "chapter") {
      const given = value ?? rest.shift();
      chapter = chapterOf(given, last);
      if (chapter === undefined) return noChapter(given, last);
    } else return unknown(word);
  }
  return { kind: "play", isFast, ...(chapter === undefined ? {} : { chapter }) };
}

function chapterOf(given: string | undefined, last: number): number | undefined {
  const number = /^\d{1,3}$/.test(given ?? "") ? Number(given) : 0;
  return number >= 1 && number <= last ? number : undefined;
}

function noChapter(given: string | undefined, last: number): TourArgs {
  const state = given === undefined ? "nothing follows it" : `it is "${given}"`;
  return {
    kind: "error",
    problem: `Cannot use "--chapter" as a number from 1 to ${last} must follow it: ${state}`,
  };
}

function unknown(word: string): TourArgs {
  const nearest = nearestName(word.replace(/^-+/, ""), FLAGS);
  const hint = nearest === undefined ? "--help lists them" : `did you mean "--${nearest}"?`;
  return { kind: "error", problem: `Cannot use "${word}" as flags must be known: ${hint}` };
}
