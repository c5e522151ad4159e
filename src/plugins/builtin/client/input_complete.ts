import * as v from "valibot";
import { type Game, oobMessage, type Session } from "../../api.ts";
import { complete } from "./completion.ts";

/** The longest text that is looked at, in characters. */
const MAX_TEXT = 1000;

const QUESTION = v.object({
  id: v.optional(v.pipe(v.number(), v.integer()), 0),
  text: v.pipe(v.string(), v.maxLength(MAX_TEXT)),
  caret: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

type Question = v.InferOutput<typeof QUESTION>;

/** Asks how to go on with what was typed. */
export const INPUT_COMPLETE = oobMessage({
  name: "Input.Complete",
  direction: "in",
  schema: QUESTION,
  help: "Asks how to go on with a text that is being typed, up to the caret.",
});

/** Tells how. */
export const INPUT_COMPLETIONS = oobMessage({
  name: "Input.Completions",
  direction: "out",
  schema: v.looseObject({
    id: v.number(),
    from: v.number(),
    to: v.number(),
    matches: v.array(v.looseObject({ text: v.string(), kind: v.string(), about: v.string() })),
  }),
  help: "What can stand in the text between from and to.",
});

/** Answers the question. */
export function answerComplete(session: Session, asked: Question, game: Game): void {
  const { id, text, caret } = asked;
  const typed = text.slice(0, caret);
  const { from, matches } = complete(typed, session, game);
  const told = matches.map((match) => ({ ...match }));
  session.msg({ oob: INPUT_COMPLETIONS.with({ id, from, to: typed.length, matches: told }) });
}
