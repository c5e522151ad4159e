import type { OutStage } from "./out_stage.ts";

const MOST_PER_WRITE = 65_536;

/** What an outbox needs of its connection. */
export interface OutboxOptions {
  /** Writes some of the bytes and tells how many, as a Deno connection does. */
  readonly write: (bytes: Uint8Array) => Promise<number>;
  /** How many bytes may wait to be written. */
  readonly highWater: number;
  /** Called before waiting bytes are written; may push more. */
  readonly beforeWrite: () => void;
  /** Shown what is written, before a stage changes it. */
  readonly written: (bytes: Uint8Array) => void;
  /** Called once when more than `highWater` bytes would wait; nothing is written after that. */
  readonly overflowed: () => void;
  /** Called once when the peer cannot be written to any more. */
  readonly failed: () => void;
}

/** What bytes that are pushed may do to those that wait. */
export interface PushOptions {
  /**
   * Names what the bytes tell the whole of. When more waits than one write takes, what was told of
   * it before, and is not written yet, is left out.
   */
  readonly replaces?: string | undefined;
}

interface Chunk extends PushOptions {
  readonly bytes: Uint8Array;
  readonly kind: "text" | "telnet";
  /** What changes later bytes once these are written; `null` ends what does. */
  readonly then?: OutStage | null;
}

/** Writes bytes in order, one write at a time; what is pushed in one turn goes out together. */
export class Outbox {
  readonly #options: OutboxOptions;
  #chunks: Chunk[] = [];
  #size = 0;
  #isWriting = false;
  #isClosed = false;
  #stage: OutStage | undefined;
  /** Whether what is pushed now goes through a stage. */
  #isStaged = false;
  /** Resolves when nothing waits any more; there is none while nothing does. */
  #drained: PromiseWithResolvers<void> | undefined;

  /** Creates an empty outbox. */
  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /**
   * Queues bytes.
   *
   * @param bytes Not to be changed afterwards.
   * @param kind `text` may be dropped when the user asks for it; `telnet` never.
   * @param how What they may replace.
   */
  push(bytes: Uint8Array, kind: "text" | "telnet", { replaces }: PushOptions = {}): void {
    if (this.#isClosed || bytes.length === 0) return;
    if (replaces !== undefined && this.#size > MOST_PER_WRITE) {
      this.#drop((chunk) => chunk.replaces === replaces);
    }
    if (this.#size + bytes.length > this.#options.highWater) {
      this.close();
      return this.#options.overflowed();
    }
    this.#add({ bytes, kind, replaces });
  }

  /**
   * Sends all that is pushed later through a stage.
   *
   * @param marker Tells the peer so: the last bytes without the stage, in a write of their own.
   */
  begin(stage: OutStage, marker: Uint8Array): void {
    if (this.#isClosed) return stage.close();
    this.#isStaged = true;
    this.#add({ bytes: marker, kind: "telnet", then: stage });
  }

  /** Ends the stage that is on, after all that was pushed before. */
  finish(): void {
    if (this.#isClosed || !this.#isStaged) return;
    this.#isStaged = false;
    this.#add({ bytes: Uint8Array.of(), kind: "telnet", then: null });
  }

  #add(chunk: Chunk): void {
    this.#chunks.push(chunk);
    this.#size += chunk.bytes.length;
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#drained = Promise.withResolvers();
    queueMicrotask(() => this.#run());
  }

  /** Drops the text that waits to be written. */
  dropText(): void {
    this.#drop((chunk) => chunk.kind === "text");
  }

  #drop(isDropped: (chunk: Chunk) => boolean): void {
    this.#size -= total(this.#chunks.filter(isDropped));
    this.#chunks = this.#chunks.filter((chunk) => !isDropped(chunk));
  }

  /** Resolves when nothing waits any more, be it written or given up. */
  drained(): Promise<void> {
    return this.#drained?.promise ?? Promise.resolve();
  }

  /** Gives up what waits; nothing is written any more. */
  close(): void {
    this.#isClosed = true;
    this.#stage?.close();
    for (const chunk of this.#chunks) chunk.then?.close();
    this.#chunks = [];
    this.#drained?.resolve();
  }

  async #run(): Promise<void> {
    try {
      await this.#writeAll();
    } catch {
      if (!this.#isClosed) {
        this.close();
        this.#options.failed();
      }
    }
  }

  /** Ends in the very step that finds nothing waiting: what comes later starts a new run. */
  async #writeAll(): Promise<void> {
    for (;;) {
      this.#options.beforeWrite();
      const { bytes, then } = this.#take();
      if (bytes.length > 0) await this.#pass(bytes);
      if (then !== undefined) await this.#change(then);
      this.#size -= bytes.length;
      if (this.#chunks.length === 0) break;
    }
    this.#isWriting = false;
    this.#drained?.resolve();
    this.#drained = undefined;
  }

  async #pass(bytes: Uint8Array): Promise<void> {
    this.#options.written(bytes);
    await this.#write(this.#stage === undefined ? bytes : await this.#stage.pass(bytes));
  }

  async #change(stage: OutStage | null): Promise<void> {
    // Until it has ended, close() must find it.
    if (this.#stage !== undefined) await this.#write(await this.#stage.finish());
    this.#stage = stage ?? undefined;
    // The outbox may have been closed while the bytes before were written.
    if (this.#isClosed) stage?.close();
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) at += await this.#options.write(bytes.subarray(at));
  }

  /**
   * Takes what is written next, at one go. What changes the stage stands alone. What is being
   * written still counts as waiting, so it stays in the size.
   */
  #take(): Omit<Chunk, "kind"> {
    const [first] = this.#chunks;
    if (first?.then !== undefined) return this.#chunks.shift() ?? first;
    let count = 0;
    let size = 0;
    for (const { bytes, then } of this.#chunks) {
      if (then !== undefined || size >= MOST_PER_WRITE) break;
      size += bytes.length;
      count++;
    }
    return { bytes: join(this.#chunks.splice(0, count)) };
  }
}

function total(chunks: readonly Chunk[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.bytes.length, 0);
}

function join(chunks: readonly Chunk[]): Uint8Array {
  const only = chunks[0];
  if (chunks.length === 1 && only !== undefined) return only.bytes;
  const joined = new Uint8Array(total(chunks));
  let at = 0;
  for (const { bytes } of chunks) {
    joined.set(bytes, at);
    at += bytes.length;
  }
  return joined;
}
