/** Does one thing after the other, in the order in which they were asked for. */
export class WorkQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Does something when all before it has ended, well or not; returns what comes of it. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }
}
