import * as v from "valibot";
import type { Clock } from "../clock.ts";
import type { QuestionMessage, ReplyAnswer, RequestMessage } from "./question_messages.ts";
import {
  type Answered,
  type Asked,
  isQuestionName,
  type QuestionName,
  QUESTIONS,
} from "./question_table.ts";

/** What came of a question. */
export type Answer<Value> =
  | { readonly kind: "answered"; readonly value: Value }
  /** Nobody on the other side answers questions of this name. */
  | { readonly kind: "unknown" }
  /** Who answers it could not; the other side's log says why. */
  | { readonly kind: "failed" }
  /** The other side is not there, or ended; a question that was not sent was never seen. */
  | { readonly kind: "unavailable"; readonly wasSent: boolean }
  /** The deadline passed. */
  | { readonly kind: "late" }
  /** The signal of who asked was aborted. */
  | { readonly kind: "aborted" };

/** How long a question waits for its answer. */
export interface AskLimits {
  /** When an answer comes too late: milliseconds since 1970. */
  readonly deadline: number;
  /** Gives up when it is aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** Whoever can be asked. */
export interface Asks {
  /**
   * Asks the other side something. There is exactly one answer, whatever happens to either side.
   *
   * @param name Which question.
   * @param value What it says.
   * @param limits How long it waits.
   */
  ask<Name extends QuestionName>(
    name: Name,
    value: Asked<Name>,
    limits: AskLimits,
  ): Promise<Answer<Answered<Name>>>;
}

/** A question, as who answers it sees it. */
export interface Question<Name extends QuestionName> {
  readonly value: Asked<Name>;
  /** When an answer comes too late: milliseconds since 1970. */
  readonly deadline: number;
  /** Is aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** Who answers what. */
export type Answers = {
  readonly [Name in QuestionName]?: (
    question: Question<Name>,
  ) => Answered<Name> | Promise<Answered<Name>>;
};

/** What {@linkcode Questions} are made with. */
export interface QuestionsOptions {
  readonly clock: Clock;
  /** Sends to the other side. */
  readonly send: (message: QuestionMessage) => void;
  /** What this side answers. */
  readonly answers: Answers;
  /** Hears why a question could not be answered. */
  readonly onFail: (error: Error) => void;
}

type AnyAnswer = (question: Question<QuestionName>) => unknown;

/**
 * One side's end of what is asked over one wall, both ways: it numbers its own questions, and
 * answers those of the other side.
 */
export class Questions implements Asks {
  readonly #options: QuestionsOptions;
  readonly #asked = new Map<number, (answer: Answer<unknown>) => void>();
  readonly #answering = new Map<number, AbortController>();
  readonly #idlers: (() => void)[] = [];
  #lastId = 0;
  #isEnded = false;

  /**
   * Creates the end of a wall over which nothing was asked yet.
   *
   * @param options The clock, the way across, and what this side answers.
   */
  constructor(options: QuestionsOptions) {
    this.#options = options;
  }

  ask<Name extends QuestionName>(
    name: Name,
    value: Asked<Name>,
    { deadline, signal }: AskLimits,
  ): Promise<Answer<Answered<Name>>> {
    if (signal?.aborted) return Promise.resolve({ kind: "aborted" });
    if (this.#isEnded) return Promise.resolve({ kind: "unavailable", wasSent: false });
    const { clock, send } = this.#options;
    const { promise, resolve } = Promise.withResolvers<Answer<Answered<Name>>>();
    const id = ++this.#lastId;
    const giveUp = (kind: "late" | "aborted") => {
      settle({ kind });
      send({ kind: "cancel", id });
    };
    const onAbort = () => giveUp("aborted");
    const settle = (answer: Answer<unknown>) => {
      if (!this.#asked.delete(id)) return;
      timer[Symbol.dispose]();
      signal?.removeEventListener("abort", onAbort);
      resolve(this.#checked(name, answer));
    };
    this.#asked.set(id, settle);
    const timer = clock.timer(Math.max(0, deadline - clock.now()), () => giveUp("late"));
    signal?.addEventListener("abort", onAbort);
    send({ kind: "request", id, name, value, deadline });
    return promise;
  }

  /** Whether nothing is being answered. */
  get isIdle(): boolean {
    return this.#answering.size === 0;
  }

  /** Resolves when nothing is being answered, or when the signal is aborted. */
  async idle(signal: AbortSignal): Promise<void> {
    if (this.isIdle || signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#idlers.push(resolve);
    signal.addEventListener("abort", () => resolve(), { once: true });
    await promise;
  }

  /** Takes what the other side says; an answer that nobody waits for is dropped. */
  receive(message: QuestionMessage): void {
    if (this.#isEnded) return;
    switch (message.kind) {
      case "request":
        return void this.#answer(message);
      case "reply":
        return this.#asked.get(message.id)?.(sentAnswer(message.answer));
      case "cancel":
        this.#answering.get(message.id)?.abort();
        return this.#answered(message.id);
    }
  }

  /**
   * Ends: nothing is asked or answered any more, and whoever waits for an answer has one.
   *
   * @param unsent What never reached the other side.
   */
  end(unsent: readonly { readonly kind: string; readonly id?: number }[] = []): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    const held = new Set(unsent.flatMap(({ kind, id }) => kind === "request" ? id ?? [] : []));
    for (const [id, settle] of [...this.#asked]) {
      settle({ kind: "unavailable", wasSent: !held.has(id) });
    }
    for (const [id, giveUp] of [...this.#answering]) {
      giveUp.abort();
      this.#answered(id);
    }
  }

  async #answer({ id, name, value, deadline }: RequestMessage): Promise<void> {
    const giveUp = new AbortController();
    this.#answering.set(id, giveUp);
    const answer = await this.#find(name, { value, deadline, signal: giveUp.signal });
    if (giveUp.signal.aborted) return;
    this.#options.send({ kind: "reply", id, answer });
    this.#answered(id);
  }

  async #find(
    name: string,
    { value, ...limits }: Omit<Question<QuestionName>, "value"> & { readonly value: unknown },
  ): Promise<ReplyAnswer> {
    const known = isQuestionName(name) ? name : undefined;
    // Each name's answer takes what that name's schema makes.
    const answer = known && this.#options.answers[known] as AnyAnswer | undefined;
    if (known === undefined || answer === undefined) return { kind: "unknown" };
    try {
      const asked = v.safeParse(QUESTIONS[known].asks, value);
      if (!asked.success) throw misfit("question", known);
      return { kind: "answered", value: await answer({ value: asked.output, ...limits }) };
    } catch (error) {
      this.#options.onFail(error instanceof Error ? error : new Error(String(error)));
      return { kind: "failed" };
    }
  }

  #answered(id: number): void {
    this.#answering.delete(id);
    if (!this.isIdle) return;
    for (const resolve of this.#idlers.splice(0)) resolve();
  }

  /** What the other side's code said is checked, as its version may be another. */
  #checked<Name extends QuestionName>(
    name: Name,
    answer: Answer<unknown>,
  ): Answer<Answered<Name>> {
    if (answer.kind !== "answered") return answer;
    const value = v.safeParse(QUESTIONS[name].answers, answer.value);
    // The schema is the one of this name.
    if (value.success) return { kind: "answered", value: value.output as Answered<Name> };
    this.#options.onFail(misfit("answer", name));
    return { kind: "failed" };
  }
}

function sentAnswer(answer: ReplyAnswer): Answer<unknown> {
  return answer.kind === "unavailable" ? { kind: "unavailable", wasSent: true } : answer;
}

/** What is there is not repeated: it may be a secret. */
function misfit(what: "question" | "answer", name: string): Error {
  return new Error(`Cannot use the ${what} "${name}" as it must fit its schema: it does not`);
}
