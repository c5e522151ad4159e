import type { Call } from "../boundary/messages.ts";
import { isUsedUp, type LineRanges } from "../boundary/used_up.ts";
import type { Extra } from "../command/context.ts";
import { Holds } from "./holds.ts";

/** One thing a client sent: an inputfunc call, and whether it was typed into a hidden field. */
export interface Incoming {
  readonly call: Call;
  readonly isSecret: boolean;
  /** What game code gave with the line; never what a client sent (behaviour 8.1.3). */
  readonly extra?: Extra;
  /** Whether it may answer a question that waits; so unless it is `false`. */
  readonly mayAnswer?: boolean;
  /** Its number among what the client sent, if it has one: the `line` of its message. */
  readonly number?: number;
}

/** What is no typed line, and came when its session was leaving. */
export interface LateCall {
  /** Does it. */
  readonly take: () => void;
  /** Its number among what the client sent, if it has one. */
  readonly number?: number;
}

/** What answers a question. */
export interface Answer {
  readonly line: string;
  /** Whether it was typed into a hidden field: not when it was typed ahead. */
  readonly isSecret: boolean;
}

/** A question that waits for the session's next line. */
export interface Question {
  readonly isSecret: boolean;
  readonly answer: (answer: Answer) => void;
  /** Ends the command that asked, without a word. */
  readonly cancel: () => void;
}

/**
 * What a session sent and the Server has not looked at yet, in order.
 *
 * While a command of the session runs, what comes next waits, unless the command has asked or
 * pauses.
 */
export class Inbox {
  #waiting: Incoming[] = [];
  #late: LateCall[] = [];
  #question: Question | undefined;
  /** The highest number that was taken in; 0 for none. */
  #lastNumber = 0;
  /** How far a Server before this one had run them, of whose end nobody was told; 0 for not at all. */
  #unseenNumber = 0;
  /** How far of these whoever typed them was told; 0 for not at all. */
  #toldUnseen = 0;
  /** What a Server before this one had run beyond that. */
  #usedBefore: LineRanges = [];
  /** How far the Portal was told that numbered lines were run; 0 for not at all. */
  #toldNumber = 0;
  /** The commands that keep what comes next waiting. */
  readonly holds: Holds = new Holds();
  /** Ends what waits for a time to come; called when the Server stops. */
  readonly timed: Set<() => void> = new Set<() => void>();

  /** Adds what came last; what was set aside, before what has a higher number. */
  push(incoming: Incoming): void {
    const { number = Infinity } = incoming;
    const next = number < this.#lastNumber
      ? this.#waiting.findIndex((other) => (other.number ?? 0) > number)
      : -1;
    this.#waiting.splice(next < 0 ? this.#waiting.length : next, 0, incoming);
  }

  /**
   * Tells whether something numbered comes for the first time: each number is taken once. When one
   * comes again, the Portal may not have heard how far lines were run, so that it is told anew.
   *
   * @param number Its number: an integer from 1, higher than those that came before.
   */
  accept(number: number): boolean {
    if (number > this.#lastNumber) {
      this.#lastNumber = number;
      return !isUsedUp(number, { ran: this.#usedBefore });
    }
    this.forgetTold();
    return false;
  }

  /**
   * Takes it that numbered lines are used up although none came here: a Server before this one had
   * run them, and kept what they changed.
   *
   * @param number The highest number up to which all are; 0 for none.
   * @param beyond Which are beyond that.
   */
  resume(number: number, beyond: LineRanges = []): void {
    this.#lastNumber = number;
    this.#unseenNumber = number;
    this.#usedBefore = beyond;
  }

  /**
   * Tells, once of each number, of something that was not accepted, whether a Server before this one
   * had run it: whoever sent it has seen no answer, and gets none.
   *
   * @param number Its number.
   * @returns Whether it is the first such; `"no"` for none.
   */
  takeUnseen(number: number): "first" | "further" | "no" {
    const told = this.#toldUnseen;
    const used = { line: this.#unseenNumber, ran: this.#usedBefore };
    if (number <= told || !isUsedUp(number, used)) return "no";
    this.#toldUnseen = number;
    return told === 0 ? "first" : "further";
  }

  /** Lets the Portal be told anew how far numbered lines were run. */
  forgetTold(): void {
    this.#toldNumber = 0;
  }

  /**
   * Returns the highest number up to which nothing waits here, when the Portal is to be told of it:
   * `undefined` when it was told so far, or nothing numbered ever came.
   */
  takeRan(): number | undefined {
    const number = this.usedUp;
    if (number === this.#toldNumber || number === 0) return undefined;
    this.#toldNumber = number;
    return number;
  }

  /** The highest number up to which nothing waits here; 0 when nothing numbered ever came. */
  get usedUp(): number {
    const next = this.#lastNumber + 1;
    return Math.min(firstOf(this.#waiting) ?? next, firstOf(this.#late) ?? next) - 1;
  }

  /**
   * What is used up beyond {@linkcode Inbox.usedUp}, from first to last number: what is no typed line
   * waits for none.
   */
  get usedUpBeyond(): LineRanges {
    if (this.#waiting.length + this.#late.length + this.#usedBefore.length === 0) return [];
    const waiting = [...this.#waiting, ...this.#late].flatMap(({ number }) => number ?? [])
      .sort((one, other) => one - other);
    const here = waiting.flatMap((number, index) => {
      const next = waiting[index + 1] ?? this.#lastNumber + 1;
      return next > number + 1 ? [[number + 1, next - 1] as const] : [];
    });
    const toCome = this.#usedBefore.filter(([, last]) => last > this.#lastNumber)
      .map(([first, last]) => [Math.max(first, this.#lastNumber + 1), last] as const);
    return [...here, ...toCome];
  }

  /** The question that waits, if any. */
  get question(): Question | undefined {
    return this.#question;
  }

  /** Puts a question to the session; there is one at a time, since its command waits for it. */
  ask(question: Question): void {
    this.#question = question;
  }

  /** Withdraws the question. */
  withdraw(): void {
    this.#question = undefined;
  }

  /** Whether the next thing can be taken. */
  get isReady(): boolean {
    return this.#waiting.length > 0 && (!this.holds.isHeld || this.#question !== undefined);
  }

  /** How much waits. */
  get count(): number {
    return this.#waiting.length;
  }

  /** What is taken next; it may be taken only when {@linkcode Inbox.isReady} says so. */
  get next(): Incoming | undefined {
    return this.#waiting[0];
  }

  /** Takes the next thing. */
  take(): Incoming | undefined {
    return this.#waiting.shift();
  }

  /** Keeps what is no typed line until it is known that its session stays. */
  setAside(late: LateCall): void {
    this.#late.push(late);
  }

  /** How much was set aside. */
  get countAside(): number {
    return this.#late.length;
  }

  /** Takes all that was set aside, in order. */
  takeAside(): readonly LateCall[] {
    return this.#late.splice(0);
  }
}

/** Returns the first number among what waits; `undefined` when nothing there has one. */
function firstOf(waiting: readonly Pick<Incoming, "number">[]): number | undefined {
  return waiting.find(({ number }) => number !== undefined)?.number;
}
