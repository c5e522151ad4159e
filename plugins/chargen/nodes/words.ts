import type { MenuMatch } from "@vestibule/core";
import { acceptRest } from "../accept.ts";
import { type Answer, answering, type Chargen, type Making, type Target } from "../page.ts";
import { link } from "../shown.ts";
import { type Place, placeBefore, placeOf } from "../steps.ts";

/** What every step tells below its text. */
export const WORDS = `Or ${link("done")} (takes the rest as it is proposed), ${link("back")}, ` +
  `${link("help")}, ${link("quit")}.`;

/**
 * Makes the lines that a step understands: the words that mean the same at every step, then its own.
 *
 * @param place The step.
 * @param chargen The plugin's parts.
 * @param own Answers any other line.
 */
export function lines(
  place: Place,
  chargen: Chargen,
  own: (answer: Answer) => Target | Promise<Target>,
): readonly MenuMatch<Making>[] {
  const quit = ["quit", "q", "exit", "cancel"].map((match) => ({ match, goto: "leave" }));
  // What was typed since the step was shown is to be seen: it is made again, not repeated.
  const look = ["look", "l"].map((match) => ({ match, goto: undefined }));
  return [
    ...quit,
    ...look,
    { match: "back", goto: answering(chargen, (answer) => goBack(place, answer)) },
    { match: "done", goto: answering(chargen, acceptRest) },
    { match: "*", goto: answering(chargen, own) },
  ];
}

/** Returns to the step before. */
function goBack(place: Place, { settings }: Answer): Target {
  const before = placeBefore(place, settings);
  return before ?? { stay: `This is the first step. Type ${link("quit")} to leave.` };
}

/** Goes where the draft is now. */
export function onward(answer: Answer): Target {
  return placeOf(answer.draft, answer);
}
