import type { PortalMessage } from "../../core/boundary/messages.ts";

/** What a client sent, on its way to the Server. */
export type InputMessage = Extract<PortalMessage, { kind: "input" }>;

/** How much is held for a Server that is being started: a long paste of everybody, not a flood. */
export const HELD = { perSession: 200, characters: 16_000_000 } as const;

/** What a session is told of whom more is not held. */
export const LOST = "|yThe world does not listen yet, and too much waits for it: " +
  "what you type from here on is lost.|n";

/** What a {@linkcode HeldInput} is made with. */
export interface HeldInputOptions {
  /** How many messages of one session are held. */
  readonly perSession: number;
  /** How many characters are held in all, as JSON. */
  readonly characters: number;
  /** Is told, once for each session until all is taken, that what it sends is lost. */
  readonly onLost: (sessid: number) => void;
}

/** Holds what clients send while no Server listens, in order and within bounds. */
export class HeldInput {
  readonly #options: HeldInputOptions;
  readonly #counts = new Map<number, number>();
  readonly #told = new Set<number>();
  #held: { readonly message: InputMessage; readonly size: number }[] = [];
  #size = 0;

  /**
   * Creates it empty.
   *
   * @param options How much it holds, and who is told when that is not enough.
   */
  constructor(options: HeldInputOptions) {
    this.#options = options;
  }

  /** Holds a message; when too much is held already, the message is lost. */
  add(message: InputMessage): void {
    // A sign of life says nothing any more when it is read later.
    if (message.calls.every(([name]) => name === "idle")) return;
    const { sessid } = message;
    const size = JSON.stringify(message.calls).length;
    const count = this.#counts.get(sessid) ?? 0;
    // Once something was lost, what follows is lost too: a line must not arrive without the last.
    if (this.#told.has(sessid)) return;
    const { perSession, characters, onLost } = this.#options;
    if (count >= perSession || this.#size + size > characters) {
      this.#told.add(sessid);
      return onLost(sessid);
    }
    this.#held.push({ message, size });
    this.#counts.set(sessid, count + 1);
    this.#size += size;
  }

  /** Holds messages that came before all that is held. */
  putBack(messages: readonly InputMessage[]): void {
    if (messages.length === 0) return;
    const told = [...this.#told];
    const later = this.takeAll();
    for (const message of [...messages, ...later]) this.add(message);
    // Of whom something was lost before, nothing more is taken.
    for (const sessid of told) this.#told.add(sessid);
  }

  /** Forgets what a session sent. */
  forget(sessid: number): void {
    this.#told.delete(sessid);
    if (!this.#counts.delete(sessid)) return;
    this.#held = this.#held.filter(({ message }) => message.sessid !== sessid);
    this.#size = this.#held.reduce((sum, { size }) => sum + size, 0);
  }

  /** Returns what a session sent, in order, and holds nothing of it any more. */
  takeOf(sessid: number): readonly InputMessage[] {
    const held = this.#held.filter(({ message }) => message.sessid === sessid);
    this.forget(sessid);
    return held.map(({ message }) => message);
  }

  /** Returns all that is held, in order, and holds nothing any more. */
  takeAll(): readonly InputMessage[] {
    const messages = this.#held.map(({ message }) => message);
    this.#held = [];
    this.#size = 0;
    this.#counts.clear();
    this.#told.clear();
    return messages;
  }
}
