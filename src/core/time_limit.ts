import { AsyncLocalStorage } from "node:async_hooks";
import vm from "node:vm";

/** How a limited run ended. */
export type LimitOutcome = "done" | "tooLong";

/**
 * Runs synchronous code under a time limit: an endless loop in it is ended from outside, without
 * running its `catch` and `finally` blocks.
 */
export class TimeLimit {
  readonly #ms: number;
  readonly #box: { run: () => void } = { run: () => {} };
  readonly #context: vm.Context;
  readonly #script = new vm.Script("run()");

  /**
   * Creates a limit.
   *
   * @param ms How long a run may take, in milliseconds; 0 is off.
   */
  constructor(ms: number) {
    this.#ms = ms;
    this.#context = vm.createContext(this.#box);
  }

  /**
   * Runs something.
   *
   * @param run What to run; what it throws is thrown on.
   */
  run(run: () => void): LimitOutcome {
    if (this.#ms === 0) {
      run();
      return "done";
    }
    // A run that is ended cannot leave the scopes it is in: this goes back to those of before.
    return AsyncLocalStorage.snapshot()(() => this.#runLimited(run));
  }

  #runLimited(run: () => void): LimitOutcome {
    let thrown: { readonly error: unknown } | undefined;
    this.#box.run = () => {
      try {
        run();
      } catch (error) {
        thrown = { error }; // on its way through the script its stack would be rewritten
      }
    };
    try {
      this.#script.runInContext(this.#context, { timeout: this.#ms });
    } catch (error) {
      if (isTimeout(error)) return "tooLong";
      throw error;
    }
    if (thrown !== undefined) throw thrown.error;
    return "done";
  }
}

function isTimeout(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error &&
    error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
