/** What the count is once the sender has closed: nothing more is taken then. */
const CLOSED = -1n;

/**
 * How many batches the receiver has taken, in memory that both isolates see.
 *
 * Several batches may be on their way to an isolate that dies. Whoever sent them learns here which
 * of them were taken, and only the others may be sent to the next one; what is taken after that is
 * refused. So each batch is taken once, whoever ends when.
 */
export class TakenCount {
  /** What both sides share. */
  readonly memory: SharedArrayBuffer;
  readonly #cell: BigInt64Array<SharedArrayBuffer>;

  /**
   * Creates one side's view.
   *
   * @param memory What the other side shares; new unless given, and then nothing was taken.
   */
  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(8)) {
    this.memory = memory;
    this.#cell = new BigInt64Array(memory);
  }

  /** How many batches were taken, as far as is known. */
  get count(): number {
    return Number(Atomics.load(this.#cell, 0));
  }

  /**
   * Takes a batch, in order. For the receiver.
   *
   * @param nth Which one: the first is 1.
   * @returns Whether it may be delivered.
   */
  take(nth: number): boolean {
    const before = BigInt(nth - 1);
    return Atomics.compareExchange(this.#cell, 0, before, BigInt(nth)) === before;
  }

  /** Lets nothing more be taken, and returns how many batches were. For the sender, and once. */
  close(): number {
    return Number(Atomics.exchange(this.#cell, 0, CLOSED));
  }
}
