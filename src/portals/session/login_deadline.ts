import type { Clock } from "../../core/clock.ts";
import type { CloseReason } from "../../core/boundary/messages.ts";

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

  /** Creates a deadline that is not set. */
  constructor(options: LoginDeadlineOptions) {
    this.#options = options;
  }

  /** Gives the whole time from now on. */
  start(): void {
    this.stop();
    const { clock, seconds, end } = this.#options;
    if (seconds > 0) {
      this.#timer = clock.timer(seconds * 1000, () => end("login_timeout", TOO_LONG));
    }
  }

  /** Gives all the time there is. */
  stop(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }
}
