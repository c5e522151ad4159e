import type { Msg, NatsConnection, Subscription } from "@nats-io/transport-node";
import {
  decodeEnvelope,
  encodeEnvelope,
} from "../../../../src/portals/realm/link/envelope_codec.ts";
import { decodeFrame, encodeFrame, type Frame } from "../../../../src/portals/realm/link/frames.ts";
import type { Envelope } from "../../../../src/core/boundary/channel_boundary.ts";

type Hear = (error: Error | null, message: Msg) => void;

/** A way to NATS whose other end is the test: it reads what was published and sends what it likes. */
export class ScriptedConnection {
  /** What was published, but for the subject. */
  readonly frames: Frame[] = [];
  /** Where it was published. */
  readonly subjects = new Set<string>();
  isListening = false;
  maxPayload = 1024 * 1024;
  /** What publishing throws. */
  refusal: Error | undefined;
  readonly #closed = Promise.withResolvers<void>();
  #hear: Hear = () => {};
  #sent = 0;

  /** What a link is made with. */
  get connection(): Pick<NatsConnection, "publish" | "subscribe" | "info"> {
    const maxPayload = () => this.maxPayload;
    return {
      publish: (subject, payload) => this.#publish(subject, payload),
      subscribe: (_subject, options) => this.#subscribe(options?.callback as Hear),
      // A link reads nothing else of what a server says of itself.
      get info() {
        return { max_payload: maxPayload() } as NonNullable<NatsConnection["info"]>;
      },
    };
  }

  /** What was published of this kind, in words. */
  get kinds(): readonly string[] {
    return this.frames.map(({ kind }) => kind);
  }

  /** Sends bytes, as anybody on the bus may. */
  arrive(data: Uint8Array): void {
    // A link reads nothing else of a message.
    this.#hear(null, { data } as Msg);
  }

  /** Sends the next frame, or the one of a number. */
  arriveFrame({ kind = "keepalive", number, part = new Uint8Array() }: Partial<Frame>): void {
    this.#sent = number ?? this.#sent + 1;
    this.arrive(encodeFrame({ kind, number: this.#sent, part }));
  }

  /** Sends an envelope with these messages in one frame. */
  arriveMessages(...messages: readonly unknown[]): void {
    this.arriveFrame({ kind: "last", part: encoded(...messages) });
  }

  /** Lets NATS refuse the subject. */
  refuse(reason: string): void {
    this.#hear(new Error(reason), {} as Msg); // there is no message when there is an error
  }

  /** Ends it, as when NATS is given up. */
  close(): void {
    this.#closed.resolve();
  }

  #publish(subject: string, payload: Uint8Array | string | undefined): void {
    if (this.refusal !== undefined) throw this.refusal;
    const frame = payload instanceof Uint8Array ? decodeFrame(payload) : undefined;
    if (frame === undefined) throw new Error("Cannot publish as it must be a frame: it is none");
    this.frames.push(frame);
    this.subjects.add(subject);
  }

  #subscribe(hear: Hear): Subscription {
    this.#hear = hear;
    this.isListening = true;
    const unsubscribe = () => void (this.isListening = false);
    // A link uses nothing else of a subscription.
    return { closed: this.#closed.promise, unsubscribe } as Subscription;
  }
}

/** Encodes an envelope with these messages. */
export function encoded(...messages: readonly unknown[]): Uint8Array {
  return encodeEnvelope({ epoch: 1, taken: 0, messages }, 1_000_000);
}

/** Decodes what frames carried, all of one envelope. */
export function joined(frames: readonly Frame[]): Envelope<unknown> | undefined {
  return decodeEnvelope(Uint8Array.from(frames.flatMap(({ part }) => [...part])));
}
