import type { Clock } from "../../../core/clock.ts";

/** How many clients may be on their way at once: some tenths of a second's work for a Portal. */
const MOST = 50;
/** After how long one that has not arrived is waited for no more, in milliseconds. */
const LATE_MS = 2_000;

/** What {@linkcode SendingOn} is made with. */
export interface SendingOnOptions {
  readonly clock: Clock;
  /** When all must have gone: milliseconds since 1970. */
  readonly end: number;
  /** How often it looks, in milliseconds. */
  readonly lookMs: number;
  /** The sessions whose clients can come back by another Portal. */
  readonly movable: () => readonly number[];
  /** Whether one of them can do so now. */
  readonly canMove: (sessid: number) => boolean;
  /** Whether a session is still at this Portal. */
  readonly isHere: (sessid: number) => boolean;
  /** Lets clients go; returns those that were here. */
  readonly sendOn: (sessids: readonly number[]) => readonly number[];
}

/**
 * Sends the clients of a Portal that ends on to others, no more at once than these can take, and all
 * of them within half the time. One whose Server is away stays until that is back.
 */
export class SendingOn {
  readonly #options: SendingOnOptions;
  readonly #begun: number;
  /** Who was sent on. */
  readonly #sent = new Set<number>();
  /** Those of them who are on their way, and since when. */
  readonly #onWay = new Map<number, number>();

  /**
   * Sends nobody yet.
   *
   * @param options The clients, and how long there is.
   */
  constructor(options: SendingOnOptions) {
    this.#options = options;
    this.#begun = options.clock.now();
  }

  /** Sends on whoever may go by now. */
  look(): void {
    const { clock, movable, canMove, sendOn } = this.#options;
    const now = clock.now();
    this.#arrive(now);
    const left = movable().filter((sessid) => !this.#sent.has(sessid));
    const room = Math.max(MOST - this.#onWay.size, this.#due(left.length, now));
    const going = left.filter(canMove).slice(0, room);
    for (const sessid of going) this.#sent.add(sessid);
    for (const sessid of sendOn(going)) this.#onWay.set(sessid, now);
  }

  /** Forgets who has arrived, or takes too long. */
  #arrive(now: number): void {
    for (const [sessid, since] of this.#onWay) {
      if (!this.#options.isHere(sessid) || now - since >= LATE_MS) this.#onWay.delete(sessid);
    }
  }

  /** How many have to go now, so that half the time is enough for all. */
  #due(left: number, now: number): number {
    const { end, lookMs } = this.#options;
    const half = this.#begun + (end - this.#begun) / 2;
    return Math.floor(left / Math.max(1, (half - now) / lookMs));
  }
}
