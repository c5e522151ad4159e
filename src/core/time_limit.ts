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
    this.#box.run = run;
    try {
      this.#script.runInContext(this.#context, { timeout: this.#ms });
      return "done";
    } catch (error) {
      if (isTimeout(error)) return "tooLong";
      throw error;
    }
  }
}

function isTimeout(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error &&
    error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
