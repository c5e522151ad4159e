import type { Held } from "./held_message.ts";

/** How much may wait. */
export interface HeldLimits {
  /** Messages of one session. */
  readonly messages: number;
  /** Characters of one session, as JSON. */
  readonly characters: number;
  /** Characters in all. */
  readonly total: number;
}

/** What waits at the wall: for each session in the order in which it came. */
export class HeldQueues {
  readonly #limits: HeldLimits;
  readonly #queues = new Map<number, Held[]>();
  readonly #sizes = new Map<number, number>();
  #total = 0;

  /**
   * Creates queues in which nothing waits.
   *
   * @param limits How much may wait.
   */
  constructor(limits: HeldLimits) {
    this.#limits = limits;
  }

  /** Whether nothing waits at all. */
  get isEmpty(): boolean {
    return this.#queues.size === 0;
  }

  /** Everything that waits, in the order in which it came. */
  get all(): readonly Held[] {
    return [...this.#queues.values()].flat().sort((a, b) => a.id - b.id);
  }

  /** Tells whether something of a session waits. */
  has(sessid: number): boolean {
    return this.#queues.has(sessid);
  }

  /** Returns what waits of a session, the oldest first. */
  of(sessid: number): readonly Held[] {
    return this.#queues.get(sessid) ?? [];
  }

  /** Returns what has waited longest: of a session, or of all. */
  oldest(sessid: number | null): Held | undefined {
    return sessid === null ? this.all[0] : this.#queues.get(sessid)?.[0];
  }

  /** Tells whether a message of this size is too much for a session. */
  isFull(sessid: number, size: number): boolean {
    const { messages, characters, total } = this.#limits;
    return this.of(sessid).length >= messages || this.#sizeOf(sessid) + size > characters ||
      this.#total + size > total;
  }

  /** Adds what came last. */
  push(held: Held): void {
    const { sessid } = held;
    const queue = this.#queues.get(sessid);
    if (queue === undefined) this.#queues.set(sessid, [held]);
    else queue.push(held);
    this.#count(sessid, held.size);
  }

  /** Takes out a message; tells whether it waited. */
  take(held: Held): boolean {
    const queue = this.#queues.get(held.sessid) ?? [];
    const at = queue.indexOf(held);
    if (at < 0) return false;
    queue.splice(at, 1);
    this.#count(held.sessid, -held.size);
    if (queue.length === 0) {
      this.#queues.delete(held.sessid);
      this.#sizes.delete(held.sessid);
    }
    return true;
  }

  #sizeOf(sessid: number): number {
    return this.#sizes.get(sessid) ?? 0;
  }

  #count(sessid: number, size: number): void {
    this.#sizes.set(sessid, this.#sizeOf(sessid) + size);
    this.#total += size;
  }
}
