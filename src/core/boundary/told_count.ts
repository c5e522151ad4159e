/**
 * How many batches the receiver has taken, where the two sides share no memory: each side has one of
 * its own, and the sender is told what the receiver's says.
 *
 * The receiver closes its count before it tells it, so that nothing is taken afterwards. So each
 * batch of a way that has failed is taken once: the sender sends again what the other side has not
 * taken.
 */
export class ToldCount {
  #count = 0;
  #isClosed = false;

  /** How many batches were taken, as far as is known here. */
  get count(): number {
    return this.#count;
  }

  /**
   * Takes a batch, in order. For the receiver.
   *
   * @param nth Which one: the first is 1.
   * @returns Whether it may be delivered.
   */
  take(nth: number): boolean {
    if (this.#isClosed || nth !== this.#count + 1) return false;
    this.#count = nth;
    return true;
  }

  /**
   * Hears how many batches the other side has taken. For the sender; what is less than it knows is
   * old, and nothing counts once it is closed.
   *
   * @param count How many in all, from 0.
   * @throws A `RangeError` when that is no number of batches.
   */
  tell(count: number): void {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RangeError(
        `Cannot tell what was taken as it must be a whole number from 0: it is ${count}`,
      );
    }
    if (!this.#isClosed) this.#count = Math.max(this.#count, count);
  }

  /** Lets nothing more be taken or told, and returns how many batches were taken. */
  close(): number {
    this.#isClosed = true;
    return this.#count;
  }
}
