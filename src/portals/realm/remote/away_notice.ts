import type { Clock } from "../../../core/clock.ts";

/** How long the Server may be out of reach before players are told, in milliseconds. */
const PATIENCE_MS = 5_000;
/** How often they are told again, in milliseconds: others may have come meanwhile. */
const REMINDER_MS = 30_000;

const AWAY = "|yThe world is out of reach. You stay connected, and what you type is kept.|n";
const BACK = "|gThe world can be reached again.|n";

/** Tells players that there is no Server, after a while and again and again, and when there is one. */
export class AwayNotice implements Disposable {
  readonly #clock: Pick<Clock, "timer">;
  readonly #announce: (markup: string) => void;
  #timer: Disposable | undefined;
  #isTold = false;

  /**
   * Creates it; nobody waits yet.
   *
   * @param clock Tells when players have waited for long enough.
   * @param announce Tells all of them one line of markup.
   */
  constructor(clock: Pick<Clock, "timer">, announce: (markup: string) => void) {
    this.#clock = clock;
    this.#announce = announce;
  }

  /** The Server is away, if it was not already. */
  away(): void {
    if (this.#timer === undefined) this.#wait(PATIENCE_MS);
  }

  /** The Server is there. */
  back(): void {
    this[Symbol.dispose]();
    if (this.#isTold) this.#announce(BACK);
    this.#isTold = false;
  }

  /** Tells nothing any more. */
  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }

  #wait(ms: number): void {
    this.#timer = this.#clock.timer(ms, () => {
      this.#isTold = true;
      this.#announce(AWAY);
      this.#wait(REMINDER_MS);
    });
  }
}
