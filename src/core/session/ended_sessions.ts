import type { CloseReason, ServerMessage } from "../boundary/messages.ts";
import { portalOf } from "../boundary/portal_number.ts";

/** How many are remembered: a Portal that has gone for good answers for none of them. */
const MOST = 10_000;

/**
 * The sessions of several Portals that the Server has ended, until their Portal says that they are:
 * one that joins meanwhile may name them, and they must not begin again.
 */
export class EndedSessions {
  readonly #ended = new Map<
    number,
    { readonly reason: CloseReason; readonly portal: number }
  >();

  /**
   * Notes what the Server says, if it ends sessions that may be named again.
   *
   * @param message What it says.
   * @param place Returns the Portal that has the connection of a session; the one that its number
   * tells unless given.
   */
  note(message: ServerMessage, place: (sessid: number) => number = portalOf): void {
    if (message.kind !== "disconnect") return;
    for (const sessid of message.sessids) {
      const portal = place(sessid);
      if (portal > 0) this.#add(sessid, { reason: message.reason, portal });
    }
  }

  /** Returns why the Server has ended a session, if it has. */
  reasonOf(sessid: number): CloseReason | undefined {
    return this.#ended.get(sessid)?.reason;
  }

  /** Forgets a session: its Portal knows. */
  delete(sessid: number): void {
    this.#ended.delete(sessid);
  }

  /** Forgets those of a Portal that it does not name any more. */
  keepOnly(portal: number, named: ReadonlySet<number>): void {
    for (const [sessid, ended] of this.#ended) {
      if (ended.portal === portal && !named.has(sessid)) this.#ended.delete(sessid);
    }
  }

  #add(sessid: number, ended: { readonly reason: CloseReason; readonly portal: number }): void {
    this.#ended.set(sessid, ended);
    for (const oldest of this.#ended.keys()) {
      if (this.#ended.size <= MOST) return;
      this.#ended.delete(oldest);
    }
  }
}
