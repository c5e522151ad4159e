import type {
  QuestionMessage,
  ReplyAnswer,
  RequestMessage,
} from "../../../core/boundary/question_messages.ts";
import type { Answer, Asks } from "../../../core/boundary/questions.ts";
import { isQuestionName, type QuestionName } from "../../../core/boundary/question_table.ts";

/** What a {@linkcode QuestionRelay} is made with. */
export interface QuestionRelayOptions {
  /** Who is asked. */
  readonly questions: Asks;
  /** Sends answers to who asked. */
  readonly reply: (message: QuestionMessage) => void;
}

/** Passes on what one Portal asks the Server: each Portal numbers its questions for itself. */
export class QuestionRelay {
  readonly #options: QuestionRelayOptions;
  readonly #asking = new Map<number, AbortController>();

  /**
   * Creates a relay over which nothing was asked yet.
   *
   * @param options Who is asked, and the way back.
   */
  constructor(options: QuestionRelayOptions) {
    this.#options = options;
  }

  /** Takes what the Portal says of its questions. */
  receive(message: QuestionMessage): void {
    if (message.kind === "request") void this.#ask(message);
    else if (message.kind === "cancel") this.#asking.get(message.id)?.abort();
  }

  /** Gives up all that is asked: nobody waits for it any more. */
  end(): void {
    for (const giveUp of this.#asking.values()) giveUp.abort();
  }

  async #ask({ id, name, value, deadline }: RequestMessage): Promise<void> {
    const { questions, reply } = this.#options;
    if (!isQuestionName(name)) return reply({ kind: "reply", id, answer: { kind: "unknown" } });
    const giveUp = new AbortController();
    this.#asking.set(id, giveUp);
    // The Server's end checks the question, as it does that of any Portal.
    const asked = value as Parameters<Asks["ask"]>[1];
    const { signal } = giveUp;
    const answer = await questions.ask<QuestionName>(name, asked, { deadline, signal });
    if (this.#asking.get(id) === giveUp) this.#asking.delete(id);
    if (!signal.aborted) reply({ kind: "reply", id, answer: replyOf(answer) });
  }
}

function replyOf(answer: Answer<unknown>): ReplyAnswer {
  switch (answer.kind) {
    case "answered":
    case "unknown":
    case "failed":
      return answer;
    default:
      return { kind: "unavailable" };
  }
}
