import type { Message } from "../dialects/dialect.ts";

/** What was sent after the messages that a client has received. */
export interface Missed {
  readonly messages: readonly Message[];
  /** How many more there were, which are no longer held. */
  readonly lost: number;
}

/** What a log holds. */
export interface HeldFrames {
  /** How many messages were sent before the first of these. */
  readonly before: number;
  readonly messages: readonly Message[];
}

const NOTHING: HeldFrames = { before: 0, messages: [] };

/** The messages sent that a client has not said to have received; the oldest go when they are too many. */
export class FrameLog {
  readonly #maxSize: number;
  #messages: Message[] = [];
  #size = 0;
  /** How many messages were sent before the first that is held. */
  #before = 0;

  /**
   * Creates a log of nothing.
   *
   * @param maxSize How much is held, in characters of text messages and bytes of binary ones.
   * @param held What another log held, if it is to go on with that.
   */
  constructor(maxSize: number, { before, messages }: HeldFrames = NOTHING) {
    this.#maxSize = maxSize;
    this.#before = before;
    for (const message of messages) this.push(message);
  }

  /** Returns what is held for a client that has received so many messages. */
  heldSince(received: number): HeldFrames {
    const { messages } = this.since(received);
    return { before: this.#before + this.#messages.length - messages.length, messages };
  }

  /** Adds a message that is sent. */
  push(message: Message): void {
    this.#messages.push(message);
    this.#size += message.length;
    let tooMany = 0;
    while (this.#size > this.#maxSize) this.#size -= this.#messages[tooMany++]?.length ?? 0;
    this.#drop(tooMany);
  }

  /** Forgets what the client has received; a number that cannot be is ignored. */
  acknowledge(received: number): void {
    const count = received - this.#before;
    if (count <= 0 || count > this.#messages.length) return;
    for (const message of this.#messages.slice(0, count)) this.#size -= message.length;
    this.#drop(count);
  }

  /** Returns what a client missed that has received so many messages. */
  since(received: number): Missed {
    const from = received - this.#before;
    return { messages: this.#messages.slice(Math.max(0, from)), lost: Math.max(0, -from) };
  }

  #drop(count: number): void {
    if (count === 0) return;
    this.#messages = this.#messages.slice(count);
    this.#before += count;
  }
}
