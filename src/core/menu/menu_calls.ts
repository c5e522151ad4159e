import type { Clock } from "../clock.ts";
import { TimeLimit } from "../time_limit.ts";
import { Patience } from "./patience.ts";

/** What {@linkcode MenuCalls} are made with. */
export interface MenuCallsOptions {
  readonly clock: Clock;
  /** How long a function may run without awaiting anything, in milliseconds; 0 is off. */
  readonly loopLimit: number;
  /** How long a function may await, in milliseconds; 0 is off. */
  readonly waitLimit: number;
}

/** The one way into the functions of menus: none of them can hold up the game. */
export class MenuCalls {
  readonly #options: MenuCallsOptions;
  readonly #limit: TimeLimit;

  /**
   * Creates the way.
   *
   * @param options The limits.
   */
  constructor(options: MenuCallsOptions) {
    this.#options = options;
    this.#limit = new TimeLimit(options.loopLimit);
  }

  /**
   * Calls a function of a menu, never within the time limit of a typed line: a limit that strikes
   * from outside would leave the menu's own bookkeeping half done.
   *
   * @param call Calls it; time that passes in `patience.without` does not count.
   * @throws What the function throws, or an Error when it takes too long.
   */
  async run<T>(call: (patience: Patience) => T | Promise<T>): Promise<T> {
    await null;
    const { clock, waitLimit, loopLimit } = this.#options;
    const patience = new Patience(clock, waitLimit);
    const results: (T | Promise<T>)[] = [];
    const outcome = this.#limit.run(() => results.push(call(patience)));
    const [result] = results;
    if (outcome === "tooLong") {
      throw new Error(`Cannot run a menu's function as it must return within ${loopLimit} ms`);
    }
    // Without a result the limit has struck; `undefined` can only be what the function returned.
    return result instanceof Promise ? await patience.for(result) : result as T;
  }
}
