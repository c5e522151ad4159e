import { hasAccount } from "../../core/boundary/lifecycle.ts";
import type { CloseReason, PortalMessage, SessionSync } from "../../core/boundary/messages.ts";

/** Sessions that ended before the Server was told, and that the next one may know of. */
export class GoneSessions {
  readonly #gone = new Map<number, { readonly sync: SessionSync; readonly reason: CloseReason }>();

  /** Adds a session, as it was at its end. */
  add(sync: SessionSync, reason: CloseReason): void {
    this.#gone.set(sync.sessid, { sync, reason });
  }

  /** Tells whether a Server may have to be told of the end of a session. */
  has(sessid: number): boolean {
    return this.#gone.has(sessid);
  }

  /** Forgets a session: there is nothing left to tell of it. */
  delete(sessid: number): void {
    this.#gone.delete(sessid);
  }

  /** Returns those with an account, which a new Server has to be told of; forgets the others. */
  withAccount(): readonly SessionSync[] {
    for (const [sessid, { sync }] of this.#gone) {
      if (!hasAccount(sync.state)) this.#gone.delete(sessid);
    }
    return [...this.#gone.values()].map(({ sync }) => sync);
  }

  /** Returns what a Server is to be told of all, and forgets them. */
  takeAll(): readonly PortalMessage[] {
    const messages = [...this.#gone].map(([sessid, { reason }]): PortalMessage => {
      return { kind: "disconnect", sessid, reason };
    });
    this.#gone.clear();
    return messages;
  }
}
