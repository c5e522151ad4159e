import type { Clock } from "../clock.ts";
import { permits } from "../command/permission.ts";
import type { Session, Sessions } from "../model.ts";

/** How often sessions are looked at, in milliseconds (behaviour 1.6.10). */
const EVERY_MS = 60_000;

/** The permission from which a session may stay silent for ever. */
const MAY_IDLE = "Builder";

/** What an {@linkcode IdleWatch} is made with. */
export interface IdleWatchOptions {
  readonly sessions: Pick<Sessions, "all" | "disconnect">;
  readonly clock: Clock;
  /** How long a session may stay silent, in seconds; 0 is off. */
  readonly timeout: number;
}

/** Ends sessions that have sent nothing for too long; keep-alives count as something. */
export class IdleWatch {
  readonly #options: IdleWatchOptions;
  #timer: Disposable | undefined;

  /**
   * Creates a watch that is not looking yet.
   *
   * @param options The sessions and how long they may be silent.
   */
  constructor(options: IdleWatchOptions) {
    this.#options = options;
  }

  /** Looks from now on, every minute. */
  start(): void {
    const { clock, timeout } = this.#options;
    if (timeout === 0) return;
    this.#timer = clock.timer(EVERY_MS, () => {
      this.#look();
      this.start();
    });
  }

  /** Looks no more. */
  stop(): void {
    this.#timer?.[Symbol.dispose]();
  }

  #look(): void {
    const { sessions, clock, timeout } = this.#options;
    const oldest = clock.now() - timeout * 1000;
    for (const session of sessions.all()) {
      if (session.cmdLast >= oldest || mayIdle(session)) continue;
      void sessions.disconnect(session, "idle", "You were silent for too long. Come back soon.");
    }
  }
}

function mayIdle({ account }: Session): boolean {
  return account !== null && permits(account.permissions, account.isSuperuser, MAY_IDLE);
}
