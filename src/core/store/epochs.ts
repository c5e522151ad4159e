import type { StoreLink } from "./engine.ts";
import { StoreFencedError } from "./store_fenced_error.ts";

/** What {@linkcode Epochs} are made with. */
export interface EpochsOptions {
  /** Lets a turn of the event loop pass. */
  readonly turn: () => Promise<void>;
  /** Hears of an epoch that is served no more. */
  readonly onGone: (epoch: number) => void;
}

/** The Servers that an engine serves, by their epochs, which only grow; and the one that writes. */
export class Epochs {
  /** The one whose changes are taken, if any. */
  writer: number | null = null;
  readonly #options: EpochsOptions;
  readonly #links = new Map<number, StoreLink>();
  #newest = 0;

  /** Creates it without anybody. */
  constructor(options: EpochsOptions) {
    this.#options = options;
  }

  /** Those that are served, the oldest first. */
  get all(): readonly number[] {
    return [...this.#links.keys()];
  }

  /** Lets a Server in; see {@linkcode Engine.connect}. */
  connect(epoch: number, link: StoreLink): void {
    if (!(epoch > this.#newest)) {
      throw new RangeError(
        `Cannot connect epoch ${epoch} as it must be newer than all before: ` +
          `current state is ${this.#newest}`,
      );
    }
    this.#newest = epoch;
    this.#links.set(epoch, link);
  }

  /**
   * Checks that an epoch is served.
   *
   * @throws StoreFencedError when it is not.
   */
  check(epoch: number): void {
    if (!this.#links.has(epoch)) throw new StoreFencedError(epoch);
  }

  /** Says why an epoch's changes are not taken, or `null`. */
  refusal(epoch: number): { readonly kind: "failed"; readonly reason: string } | null {
    if (this.writer === epoch) return null;
    return { kind: "failed", reason: `epoch ${epoch} is not the one that writes` };
  }

  /** Hears, now, what the one that writes has sent. */
  pullWriter(): void {
    if (this.writer !== null) this.#links.get(this.writer)?.pull();
  }

  /**
   * Hears what these epochs have sent up to now. The turn between the two pulls lets in a message
   * that the event loop had already taken from a port.
   */
  async pull(epochs: readonly number[]): Promise<void> {
    for (const epoch of epochs) this.#links.get(epoch)?.pull();
    await this.#options.turn();
    for (const epoch of epochs) this.#links.get(epoch)?.pull();
  }

  /** Serves an epoch no more, which is told so when all it asked for is answered. */
  async drop(epoch: number): Promise<void> {
    const link = this.#links.get(epoch);
    this.forget(epoch);
    await link?.fenced();
  }

  /** Serves an epoch no more, which wants to go. */
  forget(epoch: number): void {
    this.#links.delete(epoch);
    this.#options.onGone(epoch);
    if (this.writer === epoch) this.writer = null;
  }
}
