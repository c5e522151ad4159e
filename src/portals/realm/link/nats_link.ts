import type { Msg, NatsConnection, Subscription } from "@nats-io/transport-node";
import type { Envelope, Link } from "../../../core/boundary/channel_boundary.ts";
import type { Clock } from "../../../core/clock.ts";
import { messageOf } from "../../../core/trace/error_text.ts";
import { decodeEnvelope, encodeEnvelope } from "./envelope_codec.ts";
import { decodeFrame, encodeFrame, type Frame, HEADER_BYTES, Joiner, split } from "./frames.ts";

/** How long the encoding of an envelope may be, in bytes, unless another length is given. */
export const MAX_ENVELOPE_BYTES: number = 64 * 1024 * 1024;

/** How long a message of NATS may be, in bytes, while no server has said it. */
const MAX_PAYLOAD = 1024 * 1024;

/** What a {@linkcode NatsLink} is made with. */
export interface NatsLinkOptions {
  /** The way to NATS; others may use it, too, and it stays open. */
  readonly connection: Pick<NatsConnection, "publish" | "subscribe" | "info">;
  /** The subject that the other end listens to, and that nobody else publishes to. */
  readonly outgoing: string;
  /** The subject that the other end publishes to. */
  readonly incoming: string;
  /** Tells the time. */
  readonly clock: Clock;
  /** How long at most this end sends nothing, in milliseconds. */
  readonly keepalive: number;
  /**
   * How long the other end may send nothing, in milliseconds: longer than its `keepalive`. It is
   * noticed up to half of this end's `keepalive` later.
   */
  readonly silence: number;
  /** How long the encoding of an envelope may be, in bytes; 64 MiB unless given. */
  readonly maxBytes?: number;
  /** Whether the other end may not listen yet: no time counts before {@linkcode NatsLink.open}. */
  readonly isEarly?: boolean;
}

/**
 * One end of a way between two processes over NATS, which may lose what it carries: each frame has a
 * number, and the first one that is not the next breaks the link for ever, as does anything that
 * cannot be read, and silence. So what arrives is the beginning of what was sent, without a gap.
 *
 * Both ends must listen before either sends.
 */
export class NatsLink implements Link {
  readonly #options: NatsLinkOptions;
  readonly #maxBytes: number;
  /** How long a tick is, in milliseconds: all that depends on time counts these. */
  readonly #tickMs: number;
  readonly #subscription: Subscription | undefined;
  readonly #joiner: Joiner;
  #sent = 0;
  #received = 0;
  /** Ticks since the last frame came. */
  #silentTicks = 0;
  #hasSent = false;
  #tick: Disposable | undefined;
  #isOver = false;
  #broken: string | undefined;
  #tellBroken: ((reason: string) => void) | undefined;
  #takes: ((envelope: Envelope<unknown>) => void) | undefined;
  /** What came before anybody took it, and how many bytes it was. */
  #early: Envelope<unknown>[] = [];
  #earlyBytes = 0;

  /**
   * Creates one end, which listens from now on.
   *
   * @param options The way to NATS, the two subjects, and what is too long.
   * @throws A `RangeError` when the other end would be given up before it has to give a sign of life.
   */
  constructor(options: NatsLinkOptions) {
    const { keepalive, silence } = options;
    if (!(keepalive > 0 && silence > keepalive)) {
      throw new RangeError(
        `Cannot make a link as its silence must be longer than its keepalive, and that more than ` +
          `0: they are ${silence} and ${keepalive}`,
      );
    }
    this.#options = options;
    this.#maxBytes = options.maxBytes ?? MAX_ENVELOPE_BYTES;
    this.#joiner = new Joiner(this.#maxBytes);
    this.#tickMs = keepalive / 2;
    this.#subscription = this.#listen();
    if (options.isEarly !== true) this.open();
  }

  /** Gives signs of life from now on, and expects them: the other end listens. */
  open(): void {
    if (this.#tick === undefined) this.#tickLater();
  }

  /** Sets who is told, once, why nothing arrives any more; also if it is broken already. */
  onBroken(tell: (reason: string) => void): void {
    this.#tellBroken = tell;
    if (this.#broken !== undefined) this.#tellLater(this.#broken);
  }

  post(envelope: Envelope<unknown>): void {
    if (this.#isOver) return;
    const encoded = encodeEnvelope(envelope, this.#maxBytes);
    const maxPayload = this.#options.connection.info?.max_payload ?? MAX_PAYLOAD;
    const parts = split(encoded, maxPayload - HEADER_BYTES);
    const last = parts.length - 1;
    for (const [at, part] of parts.entries()) this.#send(at === last ? "last" : "part", part);
  }

  check(message: unknown): void {
    const { MAX_SAFE_INTEGER: longest } = Number;
    encodeEnvelope({ epoch: longest, taken: longest, messages: [message] }, this.#maxBytes);
  }

  onEnvelope(take: (envelope: Envelope<unknown>) => void): void {
    this.#takes = take;
    const early = this.#early;
    this.#early = [];
    this.#earlyBytes = 0;
    for (const envelope of early) {
      if (!this.#isOver) take(envelope);
    }
  }

  close(): void {
    if (!this.#isOver) this.#end();
  }

  #listen(): Subscription | undefined {
    const { connection, incoming } = this.#options;
    try {
      const subscription = connection.subscribe(incoming, {
        callback: (error, message) => this.#hearSafely(error, message),
      });
      void subscription.closed.then(() => this.#break("the connection to NATS was closed"));
      return subscription;
    } catch (error) {
      this.#break(`NATS could not be listened to: ${messageOf(error)}`);
    }
  }

  #send(kind: Frame["kind"], part: Uint8Array = new Uint8Array()): void {
    if (this.#isOver) return;
    this.#hasSent = true;
    const frame = encodeFrame({ kind, number: ++this.#sent, part });
    try {
      this.#options.connection.publish(this.#options.outgoing, frame);
    } catch (error) {
      this.#break(`a frame could not be sent: ${messageOf(error)}`);
    }
  }

  /** NATS takes what its callbacks throw for an error of its connection. */
  #hearSafely(error: Error | null, message: Msg): void {
    try {
      this.#hear(error, message);
    } catch (thrown) {
      reportError(thrown);
    }
  }

  #hear(error: Error | null, message: Msg): void {
    if (this.#isOver) return;
    if (error !== null) return this.#break(`NATS refused it: ${messageOf(error)}`);
    const frame = decodeFrame(message.data);
    if (frame === undefined) return this.#break("a frame could not be read");
    const due = this.#received + 1;
    if (frame.number !== due) {
      return this.#break(`frame ${due} was due, and frame ${frame.number} came`);
    }
    this.#received = due;
    this.#silentTicks = 0;
    if (frame.kind === "end") return this.#break("the other end has ended it");
    if (frame.kind !== "keepalive") this.#join(frame.part, frame.kind);
  }

  #join(part: Uint8Array, kind: "part" | "last"): void {
    const encoded = this.#joiner.add(part, kind);
    if (encoded === undefined) return;
    if (encoded === "tooLong") {
      return this.#break(`an envelope was longer than ${this.#maxBytes} bytes`);
    }
    const envelope = decodeEnvelope(encoded);
    if (envelope === undefined) return this.#break("an envelope could not be read");
    if (this.#takes === undefined) this.#keep(envelope, encoded.length);
    else this.#takes(envelope);
  }

  #keep(envelope: Envelope<unknown>, bytes: number): void {
    this.#earlyBytes += bytes;
    if (this.#earlyBytes > this.#maxBytes) {
      return this.#break(`more than ${this.#maxBytes} bytes came before anybody took them`);
    }
    this.#early.push(envelope);
  }

  /** Ticks are counted, not time: a machine that slept wakes up with one, not with hours. */
  #tickLater(): void {
    if (this.#isOver) return;
    this.#tick = this.#options.clock.timer(this.#tickMs, () => {
      // The frame before may have come at the end of the tick that is counted first.
      const silence = this.#silentTicks++ * this.#tickMs;
      if (silence >= this.#options.silence) return this.#break(`nothing came for ${silence} ms`);
      if (!this.#hasSent) this.#send("keepalive");
      this.#hasSent = false;
      this.#tickLater();
    });
  }

  #break(reason: string): void {
    if (this.#isOver) return;
    this.#broken = reason;
    this.#end();
    this.#tellLater(reason);
  }

  /** Not while something is posted: who is told may close what posts. */
  #tellLater(reason: string): void {
    queueMicrotask(() => {
      const tell = this.#tellBroken;
      this.#tellBroken = undefined;
      tell?.(reason);
    });
  }

  /** Nothing is delivered or sent after this, but the word that it was the end. */
  #end(): void {
    this.#isOver = true;
    this.#early = [];
    this.#tick?.[Symbol.dispose]();
    const { connection, outgoing } = this.#options;
    try {
      const frame = { kind: "end", number: ++this.#sent, part: new Uint8Array() } as const;
      connection.publish(outgoing, encodeFrame(frame));
      this.#subscription?.unsubscribe();
    } catch {
      // The connection is closed: the other end hears nothing any more, and this one as little.
    }
  }
}
