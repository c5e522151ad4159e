import type { AnyCommand } from "./context.ts";

/** Knows whose code failed when commands run one another: that of the innermost one. */
export class Blame {
  readonly #threw = new WeakMap<object, AnyCommand>();
  #running: AnyCommand | undefined;

  /** Returns the command within another one that threw this, if one did. */
  of(error: unknown): AnyCommand | undefined {
    return isObject(error) ? this.#threw.get(error) : undefined;
  }

  /**
   * Runs a command that runs within another one.
   *
   * @param command The command.
   * @param run Runs it; what it throws is thrown on.
   */
  within(command: AnyCommand, run: () => void | Promise<void>): void | Promise<void> {
    const outer = this.#running;
    this.#running = command;
    try {
      const running = run();
      if (running instanceof Promise) {
        return running.catch((error) => this.#rethrow(error, command));
      }
    } catch (error) {
      this.#rethrow(error, command);
    } finally {
      this.#running = outer;
    }
  }

  /**
   * Returns the command that was ended from outside within another one, if one was: what is ended
   * so comes to no `finally`. It is told once.
   */
  takeEnded(): AnyCommand | undefined {
    const ended = this.#running;
    this.#running = undefined;
    return ended;
  }

  #rethrow(error: unknown, command: AnyCommand): never {
    if (isObject(error) && !this.#threw.has(error)) this.#threw.set(error, command);
    throw error;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
