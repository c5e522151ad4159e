import type { InputMessage } from "../../session/held_input.ts";

/**
 * What clients sent and the Server has not said to have run, in order. Whatever becomes of the
 * Server and of the way there, it is sent again; the Server drops what it had taken already.
 */
export class UnranInput {
  readonly #sent = new Map<number, InputMessage[]>();
  /** How many Servers have died since a message was first sent. */
  readonly #deaths = new WeakMap<InputMessage, number>();

  /** Notes that a message is about to be sent, and returns what is: it tells what died over it. */
  add(message: InputMessage): InputMessage {
    if (message.line === undefined) return message;
    const sent = this.#sent.get(message.sessid);
    if (sent === undefined) this.#sent.set(message.sessid, [message]);
    else sent.push(message);
    return this.#told(message);
  }

  /**
   * Forgets what was run.
   *
   * @param lines Each session with the highest number up to which nothing is left to run.
   */
  ran(lines: readonly (readonly [sessid: number, line: number])[]): void {
    for (const [sessid, line] of lines) {
      const left = this.#sent.get(sessid)?.filter((message) => (message.line ?? 0) > line) ?? [];
      if (left.length === 0) this.#sent.delete(sessid);
      else this.#sent.set(sessid, left);
    }
  }

  /** Forgets what a session sent that has ended. */
  forget(sessid: number): void {
    this.#sent.delete(sessid);
  }

  /** Returns what one session sent and was not run, in order. */
  of(sessid: number): readonly InputMessage[] {
    return this.#sent.get(sessid) ?? [];
  }

  /** Returns what one session sent and was not run, in order, as it is sent again. */
  again(sessid: number): readonly InputMessage[] {
    return this.of(sessid).map((message) => this.#told(message));
  }

  /**
   * Returns what one session sent and was not run, in order, and forgets it: another Server, or
   * another Portal, goes on with it.
   */
  takeOf(sessid: number): readonly InputMessage[] {
    const messages = this.of(sessid);
    this.#sent.delete(sessid);
    return messages;
  }

  /**
   * Returns all that was sent and not run, in the order of each session, and forgets it.
   *
   * @param hasDied Whether the Server that it was sent to has died, so that it may be to blame.
   */
  takeAll({ hasDied }: { readonly hasDied: boolean }): readonly InputMessage[] {
    const messages = [...this.#sent.values()].flat();
    this.#sent.clear();
    if (hasDied) {
      for (const message of messages) {
        this.#deaths.set(message, (this.#deaths.get(message) ?? 0) + 1);
      }
    }
    return messages;
  }

  #told(message: InputMessage): InputMessage {
    const deaths = this.#deaths.get(message);
    return deaths === undefined ? message : { ...message, deaths };
  }
}
