import type { Answer, AskLimits, Asks } from "../core/boundary/questions.ts";
import type { Answered, Asked, QuestionName } from "../core/boundary/question_table.ts";
import type { Clock } from "../core/clock.ts";

/** What {@linkcode ServerQuestions} are made with. */
export interface ServerQuestionsOptions {
  readonly clock: Clock;
  /** How many questions may wait at once, asked or not; one more is `unavailable` at once. */
  readonly max: number;
}

/**
 * What the Portal asks whichever Server is there.
 *
 * While none is ready, a question waits until one is, or until its deadline. One that a Server saw
 * and did not answer before it ended is never asked again: nobody knows what it has done.
 */
export class ServerQuestions implements Asks {
  readonly #options: ServerQuestionsOptions;
  readonly #waiting = new Set<() => void>();
  #ready: Asks | undefined;
  #count = 0;
  #isClosed = false;

  /**
   * Creates questions for a Server that is not ready yet.
   *
   * @param options The clock, and how many may wait.
   */
  constructor(options: ServerQuestionsOptions) {
    this.#options = options;
  }

  /** Asks this Server from now on, what waits first. */
  open(server: Asks): void {
    this.#ready = server;
    for (const wake of [...this.#waiting]) wake();
  }

  /** Lets questions wait from now on; those that were asked may still be answered. */
  hold(): void {
    this.#ready = undefined;
  }

  /** Ends: no Server will come any more. */
  close(): void {
    this.#isClosed = true;
    this.hold();
    for (const wake of [...this.#waiting]) wake();
  }

  async ask<Name extends QuestionName>(
    name: Name,
    value: Asked<Name>,
    limits: AskLimits,
  ): Promise<Answer<Answered<Name>>> {
    if (this.#count >= this.#options.max) return { kind: "unavailable", wasSent: false };
    this.#count++;
    try {
      for (;;) {
        const server = this.#ready ?? await this.#next(limits);
        if (server === undefined) return givenUp(limits);
        const answer = await server.ask(name, value, limits);
        if (answer.kind !== "unavailable" || answer.wasSent) return answer;
        // It ended before it saw the question.
        if (server === this.#ready) this.hold();
      }
    } finally {
      this.#count--;
    }
  }

  /** Returns the next Server that is ready, unless the wait ends first. */
  #next({ deadline, signal }: AskLimits): Promise<Asks | undefined> {
    if (signal?.aborted || this.#isClosed) return Promise.resolve(undefined);
    const { clock } = this.#options;
    const { promise, resolve } = Promise.withResolvers<Asks | undefined>();
    const wake = () => {
      timer[Symbol.dispose]();
      signal?.removeEventListener("abort", wake);
      this.#waiting.delete(wake);
      resolve(this.#ready);
    };
    const timer = clock.timer(Math.max(0, deadline - clock.now()), wake);
    signal?.addEventListener("abort", wake);
    this.#waiting.add(wake);
    return promise;
  }
}

function givenUp({ signal }: AskLimits): Answer<never> {
  return signal?.aborted ? { kind: "aborted" } : { kind: "unavailable", wasSent: false };
}
