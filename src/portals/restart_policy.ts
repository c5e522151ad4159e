/** How many restarts within the window are too many. */
const MAX_RESTARTS = 5;

/** How long a restart counts, in milliseconds. */
const WINDOW_MS = 60_000;

/** Says when a Server that died is started again: at once, then later and later, then not. */
export class RestartPolicy {
  #restarts: number[] = [];

  /**
   * Counts one death.
   *
   * @param now The time, in milliseconds since 1970.
   * @returns How long to wait, in milliseconds, or `undefined` when it died too often.
   */
  next(now: number): number | undefined {
    this.#restarts = this.#restarts.filter((at) => now - at < WINDOW_MS);
    if (this.#restarts.length >= MAX_RESTARTS) return undefined;
    this.#restarts.push(now);
    const before = this.#restarts.length - 1;
    return before === 0 ? 0 : 500 * 2 ** (before - 1);
  }

  /** Forgets what died: somebody looked, and a Server runs. */
  forget(): void {
    this.#restarts = [];
  }
}
