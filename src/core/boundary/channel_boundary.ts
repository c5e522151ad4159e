import * as v from "valibot";
import type { Boundary } from "./boundary.ts";
import { cannotCross, doesNotFit } from "./faults.ts";
import type { Batch } from "./batch.ts";

/** What one end of a link posts to the other: a batch, or only the word that one was taken. */
export interface Envelope<Message> extends Batch<Message> {
  /** How many batches of the other side this side has taken in all. */
  readonly taken: number;
}

/** Moves envelopes between the two ends, by value and in order. */
export interface Link {
  /**
   * Sends an envelope to the other end, or drops it when the way there is broken.
   *
   * @throws When what it holds cannot cross; then nothing of it was sent.
   */
  post(envelope: Envelope<unknown>): void;
  /**
   * Throws when a message cannot cross, even alone. Without it, what `structuredClone()` takes can.
   */
  check?(message: unknown): void;
  /** Sets who takes what the other end posts. */
  onEnvelope(take: (envelope: Envelope<unknown>) => void): void;
  /** Ends this end. */
  close(): void;
}

/** Tells whoever sent batches how many of them the other side has taken. */
export interface TakenThere {
  /** How many are known to be taken; 0 while nothing is known. */
  readonly count: number;
  /** Returns how many were taken in all: no more are after this. */
  close(): number;
}

/** Counts the batches that this side takes. */
export interface TakenHere {
  /**
   * Takes a batch.
   *
   * @param nth Which one: the first is 1.
   * @returns Whether it may be delivered.
   */
  take(nth: number): boolean;
}

/** Tells whether something that another isolate or process has sent is an envelope. */
export function isEnvelope(data: unknown): data is Envelope<unknown> {
  return typeof data === "object" && data !== null &&
    "epoch" in data && Number.isSafeInteger(data.epoch) &&
    "taken" in data && Number.isSafeInteger(data.taken) &&
    "messages" in data && Array.isArray(data.messages);
}

/** What a {@linkcode ChannelBoundary} is made with. */
export interface ChannelOptions<In> {
  /** The number of the Server that this boundary belongs to; anything else is dropped. */
  readonly epoch: number;
  /** Checks each message that arrives; tests set it, and so does anything from outside. */
  readonly schema?: v.GenericSchema<unknown, In>;
  /**
   * How many batches may be on their way to the other side; 1 unless given. With more than one,
   * both sides work at the same time.
   */
  readonly inFlight?: number;
  /** Counts what the other side has taken; without it, what is on its way at the end is lost. */
  readonly takenThere?: TakenThere;
  /** Counts what this side has taken. */
  readonly takenHere?: TakenHere;
}

/**
 * A boundary over a link: messages of one turn cross as one batch, and while as many as may be on
 * their way have not been taken by the other side the next ones gather, so a busy side gets few and
 * large ones.
 */
export class ChannelBoundary<Out, In> implements Boundary<Out, In> {
  readonly #link: Link;
  readonly #epoch: number;
  readonly #schema: v.GenericSchema<unknown, In> | undefined;
  readonly #inFlight: number;
  readonly #takenThere: TakenThere | undefined;
  readonly #takenHere: TakenHere | undefined;
  #queue: Out[] = [];
  /** What is on its way, when it is counted what is taken. */
  #posted: (readonly Out[])[] = [];
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
    this.#inFlight = options.inFlight ?? 1;
    this.#takenThere = options.takenThere;
    this.#takenHere = options.takenHere;
    link.onEnvelope((envelope) => this.#take(envelope));
  }

  send(message: Out): void {
    if (this.#isClosed) return;
    this.#queue.push(message);
    this.#schedule();
  }

  get waiting(): number {
    this.#forgetTaken(this.#takenThere?.count);
    return this.#posted.reduce((sum, { length }) => sum + length, this.#queue.length);
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
    if (!this.#isClosed) this.#forgetTaken(this.#takenThere?.close());
    const unsent = [...this.#posted.flat(), ...this.#queue];
    this.#isClosed = true;
    this.#posted = [];
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
    const isFree = this.#sent - this.#sentTaken < this.#inFlight;
    const messages = isFree ? this.#queue.splice(0) : [];
    // The other side need not know at once, as long as it may send more.
    const isOwed = this.#received - this.#receivedSaid >= this.#inFlight / 2;
    if (messages.length === 0 && !isOwed) return;
    try {
      this.#post(messages);
    } catch {
      // One message that cannot cross must not take the others with it.
      this.#postInParts(messages.filter((message) => this.#canCross(message)));
    }
  }

  /** What can cross one by one may still be too much for a single envelope. */
  #postInParts(messages: readonly Out[]): void {
    try {
      this.#post(messages);
    } catch (error) {
      if (messages.length < 2) throw error;
      const half = messages.length >> 1;
      this.#postInParts(messages.slice(0, half));
      this.#postInParts(messages.slice(half));
    }
  }

  #post(messages: readonly Out[]): void {
    // Kept first: a link may break as it posts, and who hears of that may close this end at once.
    this.#keep(messages);
    try {
      this.#link.post({ epoch: this.#epoch, messages, taken: this.#received });
    } catch (error) {
      this.#unkeep(messages);
      throw error;
    }
    this.#receivedSaid = this.#received;
    this.#forgetTaken(this.#takenThere?.count);
  }

  #keep(messages: readonly Out[]): void {
    if (messages.length === 0) return;
    this.#sent++;
    if (this.#takenThere !== undefined) this.#posted.push(messages);
  }

  #unkeep(messages: readonly Out[]): void {
    if (messages.length === 0) return;
    this.#sent--;
    this.#posted.pop();
  }

  /** The other side may be lost from here on: only what it has not taken is kept. */
  #forgetTaken(count = 0): void {
    const taken = Math.max(count, this.#sentTaken);
    this.#posted.splice(0, this.#posted.length - (this.#sent - taken));
  }

  #canCross(message: Out): boolean {
    try {
      if (this.#link.check === undefined) structuredClone(message);
      else this.#link.check(message);
      return true;
    } catch (cause) {
      this.#tellFault(cannotCross(message, cause));
      return false;
    }
  }

  #take(envelope: Envelope<unknown>): void {
    if (this.#isClosed || envelope.epoch !== this.#epoch) return;
    const isBatch = envelope.messages.length > 0;
    if (isBatch && this.#takenHere?.take(this.#received + 1) === false) return;
    // What others posted counts on the other side, too: no count may hold up what is sent from here.
    this.#sentTaken = Math.max(this.#sentTaken, Math.min(envelope.taken, this.#sent));
    // Scheduled first: whatever the receiver throws, the other side learns that this was taken.
    this.#schedule();
    if (!isBatch) return;
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
