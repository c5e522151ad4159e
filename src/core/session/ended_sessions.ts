import type { CloseReason, ServerMessage } from "../boundary/messages.ts";
import { portalOf } from "../boundary/portal_number.ts";

/** How many are remembered: a Portal that has gone for good answers for none of them. */
const MOST = 10_000;

/**
 * The sessions of several Portals that the Server has ended, until their Portal says that they are:
 * one that joins meanwhile may name them, and they must not begin again.
 */
export class EndedSessions {
  readonly #reasons = new Map<number, CloseReason>();

  /** Notes what the Server says, if it ends sessions that may be named again. */
  note(message: ServerMessage): void {
    if (message.kind !== "disconnect") return;
    for (const sessid of message.sessids) {
      if (portalOf(sessid) > 0) this.#add(sessid, message.reason);
    }
  }

  /** Returns why the Server has ended a session, if it has. */
  reasonOf(sessid: number): CloseReason | undefined {
    return this.#reasons.get(sessid);
  }

  /** Forgets a session: its Portal knows. */
  delete(sessid: number): void {
    this.#reasons.delete(sessid);
  }

  /** Forgets those of a Portal that it does not name any more. */
  keepOnly(portal: number, named: ReadonlySet<number>): void {
    for (const sessid of this.#reasons.keys()) {
      if (portalOf(sessid) === portal && !named.has(sessid)) this.#reasons.delete(sessid);
    }
  }

  #add(sessid: number, reason: CloseReason): void {
    this.#reasons.set(sessid, reason);
    for (const oldest of this.#reasons.keys()) {
      if (this.#reasons.size <= MOST) return;
      this.#reasons.delete(oldest);
    }
  }
}
