import type { Clock } from "../../core/clock.ts";
import type { LineFault } from "../session/line_fault.ts";
import type { ByteStream } from "./byte_stream.ts";
import { DisturbedStream } from "./disturbed_stream.ts";
import type { OutStage } from "./out_stage.ts";
import { Outbox, type PushOptions } from "./outbox.ts";

/** How much is read at a time of a client that types: every connection waits with as much memory. */
const TYPED_BYTES = 256;

/** How much is read at a time of one that sends more. */
const PASTED_BYTES = 4096;
/** How long a peer may take for the last bytes and for closing its side, in milliseconds. */
const CUT_MS = 2000;

/** How a stream came to its end. */
export type WireEnd = "peer" | "overflow" | "ours";

/** What a wire needs to know. */
export interface WireOptions {
  /** What is read and written; closed by the wire. */
  readonly stream: ByteStream;
  /** Tells the time. */
  readonly clock: Clock;
  /** How many bytes may wait to be written. */
  readonly highWater: number;
  /** Takes what was read; the bytes are valid only during the call. */
  readonly received: (bytes: Uint8Array) => void;
  /** Called when the peer has ended its side in order; resolves when it has been answered. */
  readonly answered: () => Promise<void>;
  /** Called before waiting bytes are written; may send more. */
  readonly beforeWrite?: () => void;
  /** Shown what is written, before anything changes it on its way; valid only during the call. */
  readonly written?: (bytes: Uint8Array) => void;
  /** Called once, when nothing more will be read or written. */
  readonly ended: (end: WireEnd) => void;
}

/**
 * Reads and writes one stream; its errors are ends, never exceptions.
 *
 * A peer that does not read is ended when too much waits for it, and one that does not close its
 * side in order is cut.
 *
 * @example A server of one client that gives back what it is sent
 * ```ts
 * import { Wire } from "@vestibule/core/portal";
 * import { ManualClock } from "@vestibule/core/portal/conformance";
 * import assert from "node:assert/strict";
 *
 * using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
 * using client = await Deno.connect({ hostname: "127.0.0.1", port: listener.addr.port });
 * const wire = new Wire({
 *   stream: await listener.accept(),
 *   clock: new ManualClock(),
 *   highWater: 1_000,
 *   received: (bytes) => wire.send(bytes.slice()),
 *   answered: () => Promise.resolve(),
 *   ended: (end) => assert.equal(end, "peer"),
 * });
 * const served = wire.run();
 * await client.write(new TextEncoder().encode("echo"));
 * const buffer = new Uint8Array(4);
 *
 * assert.equal(await client.read(buffer), 4);
 * await client.closeWrite();
 * await served;
 * ```
 */
export class Wire {
  readonly #options: WireOptions;
  readonly #outbox: Outbox;
  #stream: ByteStream;
  #disturbed: DisturbedStream | undefined;
  #isEnding = false;
  #hasEnded = false;
  #isCut = false;
  #cutTimer: Disposable | undefined;

  /**
   * Creates a wire; nothing is read before {@linkcode run}.
   *
   * @param options The stream, and what happens to what is read.
   */
  constructor(options: WireOptions) {
    this.#options = options;
    this.#stream = options.stream;
    this.#outbox = new Outbox({
      write: (bytes) => this.#stream.write(bytes),
      highWater: options.highWater,
      beforeWrite: options.beforeWrite ?? (() => {}),
      written: options.written ?? (() => {}),
      overflowed: () => this.cut("overflow"),
      failed: () => this.cut("peer"),
    });
  }

  /** Reads until the stream has ended, and closes it. */
  async run(): Promise<void> {
    try {
      await this.#readAll();
      await this.#options.answered();
    } catch {
      // A broken connection ends as one that was closed.
    }
    this.#sayEnded("peer");
    this.#isEnding = true;
    this.#armCut();
    this.#outbox.finish();
    await this.#outbox.drained();
    await this.#disturbed?.finish();
    this.cut("peer");
  }

  /**
   * Sends bytes, which are not to be changed afterwards; nothing once the end has begun.
   *
   * @param kind `text` may be dropped by {@linkcode dropText}, `telnet` never.
   * @param how What the bytes may replace, when the peer is too slow for both.
   */
  send(bytes: Uint8Array, kind: "text" | "telnet" = "text", how?: PushOptions): void {
    if (!this.#isEnding) this.#outbox.push(bytes, kind, how);
  }

  /** Sends all that comes later through a stage; see {@linkcode Outbox.begin}. */
  begin(stage: OutStage, marker: Uint8Array): void {
    if (this.#isEnding) stage.close();
    else this.#outbox.begin(stage, marker);
  }

  /** Resolves when nothing waits to be written any more. */
  flushed(): Promise<void> {
    return this.#outbox.drained();
  }

  /** Ends the stage that is on, after all that was sent before. */
  finish(): void {
    this.#outbox.finish();
  }

  /** Drops the text that waits to be written. */
  dropText(): void {
    this.#outbox.dropText();
  }

  /**
   * Ends the stream after what was sent has been written and the peer has closed its side. A peer
   * that takes too long is cut.
   */
  async end(): Promise<void> {
    this.#isEnding = true;
    this.#armCut();
    this.#outbox.finish();
    await this.#outbox.drained();
    if (this.#hasEnded) return;
    this.#sayEnded("ours");
    if (this.#isCut) return;
    await this.#stream.closeWrite().catch(() => this.cut("peer"));
  }

  /** Breaks or disturbs the stream on purpose. */
  disturb(fault: LineFault): void {
    if (fault.kind === "drop") return this.cut("peer");
    if (this.#isEnding) return;
    if (this.#disturbed === undefined) {
      this.#disturbed = new DisturbedStream(this.#stream, this.#options.clock);
      this.#stream = this.#disturbed;
    }
    this.#disturbed.disturb(fault);
  }

  /** Ends the stream at once. */
  cut(end: WireEnd): void {
    this.#isEnding = true;
    this.#cutTimer?.[Symbol.dispose]();
    this.#outbox.close();
    this.#sayEnded(end);
    if (this.#isCut) return;
    this.#isCut = true;
    try {
      this.#stream.close();
    } catch {
      // It was closed already.
    }
  }

  /** Input is thrown away once the end has begun, so that the peer can always finish writing. */
  async #readAll(): Promise<void> {
    let buffer = new Uint8Array(TYPED_BYTES);
    for (;;) {
      const count = await this.#stream.read(buffer);
      if (count === null) return;
      if (!this.#isEnding) this.#options.received(buffer.subarray(0, count));
      const wanted = count < TYPED_BYTES ? TYPED_BYTES : PASTED_BYTES;
      if (buffer.length !== wanted) buffer = new Uint8Array(wanted);
    }
  }

  #armCut(): void {
    if (this.#isCut || this.#cutTimer !== undefined) return;
    this.#cutTimer = this.#options.clock.timer(CUT_MS, () => this.cut("ours"));
  }

  #sayEnded(end: WireEnd): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#options.ended(end);
  }
}
