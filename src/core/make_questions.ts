import type { Boundary } from "./boundary/boundary.ts";
import type { PortalMessage, ServerMessage } from "./boundary/messages.ts";
import { type Answers, Questions } from "./boundary/questions.ts";
import type { Clock } from "./clock.ts";
import type { Trace } from "./trace/trace.ts";
import type { Turns } from "./turns.ts";

/** What the Server's {@linkcode Questions} are made of. */
export interface QuestionsParts {
  readonly boundary: Boundary<ServerMessage, PortalMessage>;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly turns: Turns;
}

/**
 * Makes the Server's end of what is asked over the wall. What it answers is released with its turn,
 * when all that the answer may tell of is durable.
 *
 * @param parts The wall, and what goes over it.
 * @param answers What the Server answers.
 */
export function makeQuestions(
  { boundary, clock, trace, turns }: QuestionsParts,
  answers: Answers,
): Questions {
  return new Questions({
    clock,
    answers,
    send: (message) => message.kind === "reply" ? turns.say(message) : boundary.send(message),
    onFail: ({ stack, message }) => {
      trace.emit("question:fail", { level: "error", data: { error: stack ?? message } });
    },
  });
}
