import { PASSWORD } from "../players.ts";
import { Connection } from "../../../src/portals/web/client/connection.js";

/** What {@linkcode Connection} tells of itself. */
interface State {
  readonly kind: "connecting" | "open" | "waiting" | "ended";
  readonly session?: "new" | "another" | "same";
  readonly lost?: number;
  readonly why?: string;
}

/** A page without a browser that sends numbered lines: its connection is the one of our own page. */
export class NumberedPage {
  readonly name: string;
  /** The numbers of the lines that were answered, in order. */
  readonly answered: number[] = [];
  /** How its connection stood, from the first time on. */
  readonly states: State[] = [];
  /** How long it was away each time until it was back in its session, in milliseconds. */
  readonly away: number[] = [];
  #leftAt = 0;
  /** How many lines it has sent. */
  sent = 0;
  readonly #connection: Connection;
  #wanted: { readonly pattern: RegExp; readonly found: (match: RegExpExecArray) => void } | null =
    null;

  /** Creates a page of this number among all. */
  constructor(at: number, port: number) {
    this.name = `page${at}`;
    this.#connection = new Connection(`ws://127.0.0.1:${port}/ws`, {
      onFrame: (name: string, args: readonly unknown[]) => this.#take(name, args),
      onState: (state: State) => this.#note(state),
    });
  }

  /** Connects, and waits for the login screen. */
  async open(): Promise<void> {
    const greeted = this.#next(/connect <name>/);
    this.#connection.open();
    await greeted;
  }

  /** Makes an account of its name, and goes to another world. */
  async goTo(realm: string): Promise<void> {
    await this.ask(`create ${this.name} "${PASSWORD}"`, /(You are out of character)/);
    await this.ask(`realm ${realm}`, /(You are out of character)/);
  }

  /** Sends the next line, if it is connected. */
  sendNext(): void {
    const line = `keep ${this.sent + 1} ${this.name}`;
    if (this.#connection.send("text", [line])) this.sent++;
  }

  /** Asks for something until it can, and returns what answers it. */
  async ask(line: string, answer: RegExp): Promise<string> {
    const told = this.#next(answer);
    if (!this.#connection.send("text", [line])) throw new Error(`Cannot ask: ${this.name} is away`);
    const [, text = ""] = await told;
    return text;
  }

  /** Whether it is connected. */
  get isOpen(): boolean {
    return this.#connection.isOpen;
  }

  /** Leaves for good. */
  async close(): Promise<void> {
    const left = Promise.withResolvers<void>();
    const end = setInterval(() => {
      if (this.states.at(-1)?.kind === "ended") left.resolve();
      else this.#connection.send("text", ["quit"]);
    }, 50);
    await left.promise;
    clearInterval(end);
  }

  #note(state: State): void {
    this.states.push(state);
    if (state.kind === "open") this.away.push(performance.now() - this.#leftAt);
    else if (this.states.at(-2)?.kind === "open") this.#leftAt = performance.now();
  }

  #next(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((found) => this.#wanted = { pattern, found });
  }

  #take(name: string, args: readonly unknown[]): void {
    this.#connection.acknowledge();
    if (name !== "text") return;
    const text = textOf(args);
    for (const [, number] of text.matchAll(/keep (\d+)!/g)) this.answered.push(Number(number));
    const match = this.#wanted?.pattern.exec(text);
    if (!match) return;
    this.#wanted?.found(match);
    this.#wanted = null;
  }
}

/** What is read of spans and of blocks of them. */
function textOf(shown: unknown): string {
  if (Array.isArray(shown)) return shown.map(textOf).join("");
  if (typeof shown !== "object" || shown === null) return "";
  const { t, ...others } = shown as { readonly t?: unknown }; // an object
  return typeof t === "string" ? t : textOf(Object.values(others));
}
