import type { Clock } from "../../core/clock.ts";
import { DelayLine } from "../delay_line.ts";
import type { Disturbance } from "../session/line_fault.ts";
import type { ByteStream } from "./byte_stream.ts";

/** How many bytes may be on their way, each way. */
const MOST_BYTES = 64 * 1024;

/** How reading came to its end. */
type End = { readonly kind: "end" } | { readonly kind: "broken"; readonly error: unknown };

/** A stream over which bytes come late, or one by one; their order is kept, and none is lost. */
export class DisturbedStream implements ByteStream {
  readonly #stream: ByteStream;
  readonly #in: DelayLine;
  readonly #out: DelayLine;
  #isSplit = false;
  #isReading = false;
  /** What has come and was not read yet. */
  #arrived: Uint8Array[] = [];
  #end: End | undefined;
  #bytesIn = 0;
  #bytesOut = 0;
  #sending: Promise<void> = Promise.resolve();
  #failure: { readonly error: unknown } | undefined;
  #wakeReader = () => {};
  #wakePump = () => {};
  #wakeWriter = () => {};

  /**
   * Takes a stream over, undisturbed at first.
   *
   * @param stream The stream.
   * @param clock Tells the time.
   */
  constructor(stream: ByteStream, clock: Clock) {
    this.#stream = stream;
    this.#in = new DelayLine(clock);
    this.#out = new DelayLine(clock);
  }

  /** Disturbs what comes from now on, or no longer. */
  disturb(fault: Disturbance): void {
    if (fault.kind === "split") this.#isSplit = fault.on;
    else {
      this.#in.delay(fault.ms);
      this.#out.delay(fault.ms);
    }
  }

  async read(into: Uint8Array): Promise<number | null> {
    if (!this.#isReading) void this.#pump();
    for (;;) {
      const count = this.#take(into);
      if (count > 0) return count;
      if (this.#end?.kind === "end") return null;
      if (this.#end?.kind === "broken") throw this.#end.error;
      await new Promise<void>((resolve) => this.#wakeReader = resolve);
    }
  }

  async write(bytes: Uint8Array): Promise<number> {
    if (this.#failure !== undefined) throw this.#failure.error;
    const part = this.#isSplit ? bytes.subarray(0, 1) : bytes.subarray(0, MOST_BYTES);
    if (this.#out.isThrough && this.#bytesOut === 0) return await this.#stream.write(part);
    this.#bytesOut += part.length;
    const copy = part.slice();
    this.#out.push(() => this.#sending = this.#sending.then(() => this.#send(copy)));
    while (this.#bytesOut > MOST_BYTES && this.#failure === undefined) {
      await new Promise<void>((resolve) => this.#wakeWriter = resolve);
    }
    return part.length;
  }

  /** Sends at once what is on its way. */
  async finish(): Promise<void> {
    this.#out.flush();
    await this.#sending;
  }

  async closeWrite(): Promise<void> {
    await this.finish();
    await this.#stream.closeWrite();
  }

  close(): void {
    this.#fail(new Deno.errors.BrokenPipe("the stream was closed"));
    this.#in.flush();
    this.#out.flush();
    this.#wakePump();
    this.#stream.close();
  }

  #take(into: Uint8Array): number {
    const [first] = this.#arrived;
    if (first === undefined) return 0;
    const count = Math.min(first.length, this.#isSplit ? 1 : into.length);
    into.set(first.subarray(0, count));
    if (count === first.length) this.#arrived.shift();
    else this.#arrived[0] = first.subarray(count);
    this.#bytesIn -= count;
    this.#wakePump();
    return count;
  }

  async #pump(): Promise<void> {
    this.#isReading = true;
    const buffer = new Uint8Array(4096);
    for (;;) {
      const bytes = await this.#readSome(buffer);
      const isEnd = !(bytes instanceof Uint8Array);
      if (!isEnd) this.#bytesIn += bytes.length;
      this.#in.push(() => {
        if (isEnd) this.#end = bytes;
        else this.#arrived.push(bytes);
        this.#wakeReader();
      });
      if (isEnd) return;
      while (this.#bytesIn > MOST_BYTES && this.#failure === undefined) {
        await new Promise<void>((resolve) => this.#wakePump = resolve);
      }
    }
  }

  async #readSome(buffer: Uint8Array): Promise<Uint8Array | End> {
    try {
      const count = await this.#stream.read(buffer);
      return count === null ? { kind: "end" } : buffer.slice(0, count);
    } catch (error) {
      return { kind: "broken", error };
    }
  }

  async #send(bytes: Uint8Array): Promise<void> {
    try {
      for (let at = 0; at < bytes.length && this.#failure === undefined;) {
        at += await this.#stream.write(bytes.subarray(at));
      }
    } catch (error) {
      this.#fail(error);
    }
    this.#bytesOut -= bytes.length;
    this.#wakeWriter();
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#wakeWriter();
  }
}
