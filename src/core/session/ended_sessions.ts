import type { ServerMessage } from "../boundary/messages.ts";
import { portalOf } from "../boundary/portal_number.ts";

/** How many are remembered: a Portal that has gone for good answers for none of them. */
const MOST = 10_000;

/** What ends a session here. */
export type EndMessage = Extract<ServerMessage, { kind: "disconnect" | "transfer" }>;

/**
 * The sessions of several Portals that the Server has ended, or handed over to another realm, until
 * their Portal says that they are gone, as it does at once when it has heard of it: one that joins
 * meanwhile may name them, and they must not begin again.
 */
export class EndedSessions {
  readonly #ends = new Map<number, { readonly end: EndMessage; readonly portal: number }>();

  /**
   * Notes what the Server says, if it ends sessions that may be named again.
   *
   * @param message What it says.
   * @param place Returns the Portal that has the connection of a session; the one that its number
   * tells unless given.
   */
  note(message: ServerMessage, place: (sessid: number) => number = portalOf): void {
    if (message.kind === "transfer") {
      return this.#add(message.sessid, { end: message, portal: place(message.sessid) });
    }
    if (message.kind !== "disconnect") return;
    const { reason } = message;
    for (const sessid of message.sessids) {
      const end = { kind: "disconnect", sessids: [sessid], reason, text: null } as const;
      this.#add(sessid, { end, portal: place(sessid) });
    }
  }

  /** Returns what ended a session here, to be said again, if anything did. */
  endOf(sessid: number): EndMessage | undefined {
    return this.#ends.get(sessid)?.end;
  }

  /** Returns the Portal that had the connection of a session which has ended here. */
  portalOf(sessid: number): number | undefined {
    return this.#ends.get(sessid)?.portal;
  }

  /** Forgets a session: its Portal knows. */
  delete(sessid: number): void {
    this.#ends.delete(sessid);
  }

  /** Forgets those of a Portal that it does not name any more. */
  keepOnly(portal: number, named: ReadonlySet<number>): void {
    for (const [sessid, ended] of this.#ends) {
      if (ended.portal === portal && !named.has(sessid)) this.#ends.delete(sessid);
    }
  }

  #add(sessid: number, ended: { readonly end: EndMessage; readonly portal: number }): void {
    if (ended.portal === 0) return;
    this.#ends.set(sessid, ended);
    for (const oldest of this.#ends.keys()) {
      if (this.#ends.size <= MOST) return;
      this.#ends.delete(oldest);
    }
  }
}
