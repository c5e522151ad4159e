import type { Line, LineEvents } from "./line.ts";

/** What a counter was answered with that it should not have been. */
export interface CounterFault {
  readonly name: string;
  readonly what: string;
}

/** How a counter connects, and what it tells. */
export interface CounterOptions {
  /** The name of its account, and of its character. */
  readonly name: string;
  readonly connect: (events: LineEvents) => Promise<Line>;
  readonly now: () => number;
  /** How long a line waited for its answer, in milliseconds. */
  readonly onAnswer: (waited: number) => void;
  readonly onFault: (fault: CounterFault) => void;
}

const ANSWER = /count (\d+) after (\d+) as (\w+) in (\w+)!/g;

/** The lines that bring a counter into the world, each with what it is answered with. */
const WAY_IN: readonly (readonly [line: (name: string) => string, answer: string])[] = [
  [(name) => `create ${name} correct-horse-battery`, "out of character"],
  [(name) => `charcreate ${name}`, "to enter the world"],
  [(name) => `ic ${name}`, "You become"],
  [() => "begin", "You may count."],
];

/** One session that sends numbers, one after the other, and looks at every answer. */
export class Counter {
  readonly #options: CounterOptions;
  #line: Line | undefined;
  #text = "";
  #wanted: { readonly text: string; readonly found: () => void } | undefined;
  /** When each number that has no answer was sent. */
  readonly #waiting = new Map<number, number>();
  #sent = 0;
  #answered = 0;
  /** The number that was answered last. */
  #last = 0;
  #isEnded = false;

  private constructor(options: CounterOptions) {
    this.#options = options;
  }

  /** Connects, and brings it into the world. */
  static async enter(options: CounterOptions): Promise<Counter> {
    const counter = new Counter(options);
    const welcome = counter.#until("Welcome to");
    counter.#line = await options.connect({
      onText: (text) => counter.#take(text),
      onEnd: () => counter.#end(),
    });
    await welcome;
    for (const [line, answer] of WAY_IN) {
      const answered = counter.#until(answer);
      counter.#line.send(line(options.name));
      await answered;
    }
    counter.#text = "";
    return counter;
  }

  /** How many numbers it has sent. */
  get sent(): number {
    return this.#sent;
  }

  /** How many were answered. */
  get answered(): number {
    return this.#answered;
  }

  /** Whether the number that it sent last was answered. */
  get isDone(): boolean {
    return this.#last === this.#sent;
  }

  /** Whether its connection has ended. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Sends the next number. */
  count(): void {
    if (this.#isEnded) return;
    const number = ++this.#sent;
    this.#waiting.set(number, this.#options.now());
    this.#line?.send(`count ${number}`);
  }

  /** Leaves. */
  close(): void {
    this.#line?.close();
  }

  #until(text: string): Promise<void> {
    return new Promise((found) => this.#wanted = { text, found });
  }

  #take(text: string): void {
    this.#text += text;
    if (this.#wanted !== undefined) {
      if (!this.#text.includes(this.#wanted.text)) return;
      this.#text = "";
      const { found } = this.#wanted;
      this.#wanted = undefined;
      return found();
    }
    let end = 0;
    for (const match of this.#text.matchAll(ANSWER)) {
      end = match.index + match[0].length;
      this.#hear(match.slice(1));
    }
    // An answer may come in parts, and is shorter than this.
    this.#text = this.#text.slice(Math.max(end, this.#text.length - 200));
  }

  #hear([number = "", before = "", account, puppet]: readonly string[]): void {
    const { name, now, onAnswer } = this.#options;
    const [n, last] = [Number(number), this.#last];
    const from = this.#waiting.get(n);
    if (from === undefined) return this.#fault(`${n} was answered twice, or never sent`);
    this.#waiting.delete(n);
    onAnswer(now() - from);
    if (n < last) this.#fault(`${n} was answered after ${last}`);
    // What is carried and what is answered cross the wall together.
    if (Number(before) !== last) this.#fault(`at ${n} the carry was ${before}, and not ${last}`);
    if (account !== name || puppet !== name) this.#fault(`at ${n} it was ${account} in ${puppet}`);
    this.#answered++;
    this.#last = n;
  }

  #fault(what: string): void {
    this.#options.onFault({ name: this.#options.name, what });
  }

  #end(): void {
    this.#isEnded = true;
  }
}
