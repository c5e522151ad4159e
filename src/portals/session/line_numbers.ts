import type { PortalMessage } from "../../core/boundary/messages.ts";

/**
 * Numbers what each session sends, counting from 1, in the order in which it goes to the Server.
 * What has a number keeps it, however often it goes.
 */
export class LineNumbers {
  readonly #last = new Map<number, number>();

  /** Returns a message with its number, if it is one that has to have one. */
  number(message: PortalMessage): PortalMessage {
    if (message.kind !== "input" || message.line !== undefined) return message;
    const line = (this.#last.get(message.sessid) ?? 0) + 1;
    this.#last.set(message.sessid, line);
    return { ...message, line };
  }

  /** Returns the last number of a session; 0 before the first. */
  lastOf(sessid: number): number {
    return this.#last.get(sessid) ?? 0;
  }

  /** Goes on after a number that another Portal has given. */
  goOn(sessid: number, last: number): void {
    if (last > 0) this.#last.set(sessid, last);
  }

  /** Forgets a session: nothing more goes to the Server from it. */
  forget(sessid: number): void {
    this.#last.delete(sessid);
  }

  /** Forgets all sessions but these. */
  keepOnly(sessions: { has(sessid: number): boolean }): void {
    for (const sessid of this.#last.keys()) if (!sessions.has(sessid)) this.#last.delete(sessid);
  }
}
