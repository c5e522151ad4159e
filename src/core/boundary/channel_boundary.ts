import * as v from "valibot";
import type { Boundary } from "./boundary.ts";
import { cannotCross, doesNotFit } from "./faults.ts";
import type { Batch } from "./messages.ts";

/** What one end of a link posts to the other: a batch, or only the word that one was taken. */
export interface Envelope<Message> extends Batch<Message> {
  /** How many batches of the other side this side has taken in all. */
  readonly taken: number;
}

/** Moves envelopes between the two ends, by value and in order. */
export interface Link {
  /** Sends an envelope to the other end. */
  post(envelope: Envelope<unknown>): void;
  /** Sets who takes what the other end posts. */
  onEnvelope(take: (envelope: Envelope<unknown>) => void): void;
  /** Ends this end. */
  close(): void;
}

/** What a {@linkcode ChannelBoundary} is made with. */
export interface ChannelOptions<In> {
  /** The number of the Server that this boundary belongs to; anything else is dropped. */
  readonly epoch: number;
  /** Checks each message that arrives; tests set it, and so does anything from outside. */
  readonly schema?: v.GenericSchema<unknown, In>;
}

/**
 * A boundary over a link: messages of one turn cross as one batch, and while a batch has not
 * been taken by the other side the next ones gather, so a busy side gets few and large ones.
 */
export class ChannelBoundary<Out, In> implements Boundary<Out, In> {
  readonly #link: Link;
  readonly #epoch: number;
  readonly #schema: v.GenericSchema<unknown, In> | undefined;
  #queue: Out[] = [];
  #sent = 0;
  #sentTaken = 0;
  #received = 0;
  #receivedSaid = 0;
  #isScheduled = false;
  #isClosed = false;
  #receive: ((batch: Batch<In>) => void) | undefined;
  #tellFault = (error: Error): void => reportError(error);
  #early: Batch<In>[] = [];

  /**
   * Creates one side's end.
   *
   * @param link Carries envelopes to the other side.
   * @param options The epoch, and how arriving messages are checked.
   */
  constructor(link: Link, options: ChannelOptions<In>) {
    this.#link = link;
    this.#epoch = options.epoch;
    this.#schema = options.schema;
    link.onEnvelope((envelope) => this.#take(envelope));
  }

  send(message: Out): void {
    if (this.#isClosed) return;
    this.#queue.push(message);
    this.#schedule();
  }

  onBatch(receive: (batch: Batch<In>) => void): void {
    this.#receive = receive;
    const early = this.#early;
    this.#early = [];
    for (const batch of early) {
      if (!this.#isClosed) receive(batch);
    }
  }

  onFault(tell: (error: Error) => void): void {
    this.#tellFault = tell;
  }

  close(): readonly Out[] {
    const unsent = this.#queue;
    this.#isClosed = true;
    this.#queue = [];
    this.#early = [];
    this.#link.close();
    return unsent;
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#isClosed) return;
    const isFree = this.#sent === this.#sentTaken;
    const messages = isFree ? this.#queue.splice(0) : [];
    if (messages.length === 0 && this.#received === this.#receivedSaid) return;
    try {
      this.#post(messages);
    } catch {
      // One message that cannot be cloned must not take the others with it.
      this.#post(messages.filter((message) => this.#canCross(message)));
    }
  }

  #post(messages: readonly Out[]): void {
    this.#link.post({ epoch: this.#epoch, messages, taken: this.#received });
    if (messages.length > 0) this.#sent++;
    this.#receivedSaid = this.#received;
  }

  #canCross(message: Out): boolean {
    try {
      structuredClone(message);
      return true;
    } catch (cause) {
      this.#tellFault(cannotCross(message, cause));
      return false;
    }
  }

  #take(envelope: Envelope<unknown>): void {
    if (this.#isClosed || envelope.epoch !== this.#epoch) return;
    this.#sentTaken = envelope.taken;
    // Scheduled first: whatever the receiver throws, the other side learns that this was taken.
    this.#schedule();
    if (envelope.messages.length === 0) return;
    this.#received++;
    this.#deliver({ epoch: envelope.epoch, messages: this.#checked(envelope.messages) });
  }

  #checked(messages: readonly unknown[]): readonly In[] {
    const schema = this.#schema;
    // Without a schema both ends are this program, whose compiler has checked what was sent.
    if (schema === undefined) return messages as readonly In[];
    return messages.flatMap((message) => {
      const checked = v.safeParse(schema, message);
      if (checked.success) return [checked.output];
      this.#tellFault(doesNotFit(message, checked.issues));
      return [];
    });
  }

  #deliver(batch: Batch<In>): void {
    if (this.#receive === undefined) this.#early.push(batch);
    else this.#receive(batch);
  }
}
