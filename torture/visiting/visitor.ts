import { soon } from "../../tests/e2e/soon.ts";
import type { Line, LineEvents } from "../counting/line.ts";

/** How much is remembered of what was shown, in characters: what is waited for is shorter. */
const MOST_REMEMBERED = 4_096;

/** What a visitor has seen so far. */
interface Seen {
  text: string;
  isEnded: boolean;
  wake: () => void;
}

/** Somebody at the other end of a connection, who reads what is shown. */
export class Visitor {
  readonly #line: Line;
  readonly #ended: Promise<void>;
  readonly #state: Seen;

  private constructor(line: Line, ended: Promise<void>, state: Seen) {
    this.#line = line;
    this.#ended = ended;
    this.#state = state;
  }

  /** Connects. */
  static async come(connect: (events: LineEvents) => Promise<Line>): Promise<Visitor> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const state: Seen = { text: "", isEnded: false, wake: () => {} };
    const line = await connect({
      onText: (text) => {
        state.text = (state.text + text).slice(-MOST_REMEMBERED);
        state.wake();
      },
      onEnd: () => {
        state.isEnded = true;
        state.wake();
        resolve();
      },
    });
    return new Visitor(line, promise, state);
  }

  /** Whether the connection has ended. */
  get isEnded(): boolean {
    return this.#state.isEnded;
  }

  /** Types lines. */
  send(...lines: readonly string[]): void {
    for (const line of lines) this.#line.send(line);
  }

  /**
   * Waits until something is shown; what was shown before it is forgotten.
   *
   * @throws {Error} When the connection ends first.
   */
  async until(wanted: string): Promise<void> {
    const state = this.#state;
    const problem = () => `Cannot find "${wanted}" in "${state.text.slice(-200)}"`;
    while (!state.text.includes(wanted)) {
      if (state.isEnded) throw new Error(problem());
      await soon(new Promise<void>((resolve) => state.wake = resolve), problem);
    }
    state.text = state.text.slice(state.text.indexOf(wanted) + wanted.length);
  }

  /** Waits until the connection has ended. */
  async ended(): Promise<void> {
    await soon(this.#ended, () => `Cannot wait any longer for an end after "${this.#state.text}"`);
  }

  /** Hangs up. */
  close(): void {
    this.#line.close();
  }
}
