import type { CodeWanted } from "../../../core/boundary/authenticate_question.ts";
import { Tickets, type TicketsOptions } from "./tickets.ts";

/** Browsers that are asked for a code at once; the oldest begins again first. */
const MAX_ASKED = 1_000;
/** How long a right password waits for its code, in milliseconds. */
const LIFE_MS = 5 * 60_000;

/** Whose password was right. */
export interface CodeStep {
  /** The name that was typed. */
  readonly name: string;
  readonly wanted: CodeWanted;
  /** The seal of the form, by which only the browser that was asked answers. */
  readonly seal: string;
}

/** What stands for right passwords whose codes are asked for, each good for one code. */
export class CodeSteps {
  readonly #tickets: Tickets<CodeStep>;

  /**
   * Creates it.
   *
   * @param options The clock and the random bytes.
   */
  constructor({ clock, random }: Pick<TicketsOptions, "clock" | "random">) {
    this.#tickets = new Tickets({ clock, random, max: MAX_ASKED, lifeMs: LIFE_MS });
  }

  /** Returns what stands for a right password. */
  begin(step: CodeStep): string {
    return this.#tickets.give(step);
  }

  /** Takes it back from the browser that it was given to; `undefined` when that has to begin again. */
  take(ticket: string, seal: string): CodeStep | undefined {
    const step = this.#tickets.take(ticket);
    return step?.seal === seal ? step : undefined;
  }
}
