import type { Clock } from "../../core/clock.ts";
import type { CloseReason, SessionSync } from "../../core/boundary/messages.ts";

const TOO_LONG = "You took too long to log in. Connect again when you like.";

/** What a {@linkcode LoginDeadline} is made with. */
export interface LoginDeadlineOptions {
  readonly clock: Clock;
  /** How long a client may take, in seconds; 0 is for ever. */
  readonly seconds: number;
  /** Ends the session. */
  readonly end: (reason: CloseReason, text: string) => void;
}

/** Ends a session whose client takes too long to log in. */
export class LoginDeadline {
  readonly #options: LoginDeadlineOptions;
  #timer: Disposable | undefined;
  #since = 0;

  /** Creates a deadline that is not set. */
  constructor(options: LoginDeadlineOptions) {
    this.#options = options;
  }

  /** How much of the time is used up, in milliseconds; none while it is not set. */
  get usedMs(): number {
    return this.#timer === undefined ? 0 : Math.max(0, this.#options.clock.now() - this.#since);
  }

  /**
   * Gives the whole time from now on, or what is left of it.
   *
   * @param usedMs How much of it is used up already, in milliseconds.
   */
  start(usedMs = 0): void {
    this.stop();
    const { clock, seconds, end } = this.#options;
    if (seconds === 0) return;
    this.#since = clock.now() - usedMs;
    const left = Math.max(0, seconds * 1000 - usedMs);
    this.#timer = clock.timer(left, () => end("login_timeout", TOO_LONG));
  }

  /** Gives all the time there is. */
  stop(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }
}

/** Whether a session has proved who it is, and need not hurry: what it waits for is the Server. */
export function isProved({ state, uid, passport }: SessionSync): boolean {
  return passport !== undefined || (state === "negotiating" && uid !== null);
}
