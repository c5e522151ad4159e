/** Answers that are waited for, in the order of their questions, until no more will come. */
export class Replies {
  #waiting: (() => void)[] = [];
  #isOver = false;

  /** Resolves when the answer to the next question has come, or none will. */
  next(): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Takes an answer. */
  came(): void {
    this.#waiting.shift()?.();
  }

  /** Tells everybody that no answer will come any more. */
  end(): void {
    this.#isOver = true;
    for (const resolve of this.#waiting) resolve();
    this.#waiting = [];
  }
}
