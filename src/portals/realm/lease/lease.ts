import { NatsConnectError } from "../nats/nats_connect_error.ts";
import { LeaseBucket } from "./lease_bucket.ts";
import { isSameHolding, type LeaseEntry } from "./lease_entry.ts";
import { closedError, type LeaseOptions, LeaseWait, pause, type TakenPlace } from "./lease_wait.ts";

export type { LeaseOptions } from "./lease_wait.ts";

/** How often the holder writes, and how long it waits for an answer, as parts of the timeout. */
const WRITINGS = 4;
/** How long it waits for an answer at most, in milliseconds: one that is lost never comes. */
const MOST_PATIENCE_MS = 1_000;
/** When it tries again what had no answer, as a part of the timeout. */
const RETRIES = 20;

/** What came of waiting for a realm's place. */
export type Acquired =
  | { readonly kind: "held"; readonly lease: Lease }
  /** The holder that was waited for shut the whole realm down. */
  | { readonly kind: "retired" };

/**
 * The place of a realm's active Server: NATS keeps who has it, and one process has it at a time.
 *
 * The holder writes every quarter of its timeout, and believes that it has the place for one timeout
 * from when it sent the last writing that was confirmed. Others wait a tenth longer than that, from
 * when they saw it.
 */
export class Lease {
  /** The number of this holding, a whole one, higher than that of all before in this realm. */
  readonly term: number;
  /** Whether the realm had no holder ever, or the last one let go in order, or it vanished. */
  readonly before: "none" | "clean" | "lost";
  readonly #bucket: LeaseBucket;
  readonly #options: LeaseOptions;
  readonly #entry: LeaseEntry;
  readonly #lost = Promise.withResolvers<string>();
  #revision: number;
  #sentAt: number;
  /** Why the last writing was not confirmed, if it was not. */
  #problem = "";
  #isOver = false;
  #deadline: Disposable | undefined;
  #next: Disposable | undefined;
  #writing: Promise<void> = Promise.resolve();
  #ending: Promise<void> | undefined;

  private constructor(bucket: LeaseBucket, options: LeaseOptions, place: TakenPlace) {
    this.#bucket = bucket;
    this.#options = options;
    this.#entry = place.entry;
    this.#revision = place.revision;
    this.#sentAt = place.sentAt;
    this.term = place.entry.term;
    this.before = place.before;
    this.#watch();
    this.#schedule(this.#timeout / WRITINGS);
  }

  /**
   * Waits until this process has the place of a realm.
   *
   * @returns The lease; or that the realm was shut down, by the holder that was waited for.
   * @throws {NatsConnectError} When NATS has no JetStream, or a bucket that loses what is in it.
   * @throws {Error} When the connection was closed, and what the signal was aborted with.
   */
  static async acquire(options: LeaseOptions): Promise<Acquired> {
    const bucket = await openBucket(options);
    const place = await new LeaseWait(bucket, options).run();
    if (place === "retired") return { kind: "retired" };
    const lease = new Lease(bucket, options, place);
    if (options.signal?.aborted) await lease.release();
    options.signal?.throwIfAborted();
    return { kind: "held", lease };
  }

  /**
   * Whether this process surely has the place now. It counts the time itself, and so knows at once
   * after the process stood still. What was false is never true again.
   */
  get isHeld(): boolean {
    return !this.#isOver && this.#leftMs() > 0;
  }

  /** Resolves with the reason when the place is not surely ours any more; never after an end. */
  get lost(): Promise<string> {
    return this.#lost.promise;
  }

  /** Gives the place to who waits for it. Whatever needs it must have ended before. */
  release(): Promise<void> {
    return this.#ending ??= this.#end("released");
  }

  /**
   * Gives the place up, and sends away who waits for it now: the whole realm is shut down. A
   * process that is started later takes the place as usual.
   */
  retire(): Promise<void> {
    return this.#ending ??= this.#end("retired");
  }

  get #timeout(): number {
    return this.#options.timeout;
  }

  #leftMs(): number {
    return this.#sentAt + this.#timeout - this.#options.monotonic();
  }

  #watch(): void {
    this.#deadline?.[Symbol.dispose]();
    this.#deadline = this.#options.clock.timer(Math.max(1, this.#leftMs()), () => {
      if (this.#leftMs() > 0) return this.#watch();
      this.#lose(`NATS confirmed nothing for ${this.#timeout / 1000} s${this.#problem}`);
    });
  }

  #schedule(ms: number): void {
    if (this.#isOver) return;
    this.#next = this.#options.clock.timer(Math.max(1, ms), () => {
      this.#writing = this.#renew();
    });
  }

  async #renew(): Promise<void> {
    const sentAt = this.#options.monotonic();
    const written = await this.#bucket.write(this.#entry, this.#revision);
    if (written.kind === "stored") {
      this.#revision = written.revision;
      return this.#confirm(sentAt);
    }
    const reason = written.kind === "unknown" ? written.reason : "something else was written";
    this.#problem = `; the last try: ${reason}`;
    const isOurs = written.kind === "unknown" || await this.#isStillOurs();
    if (!isOurs) return this.#lose("NATS says that the place is not ours any more");
    this.#schedule(this.#timeout / RETRIES);
  }

  #confirm(sentAt: number): void {
    // What is confirmed too late counts for nothing: others may have heard already that we lost it.
    if (!this.isHeld) return;
    this.#sentAt = sentAt;
    this.#problem = "";
    this.#watch();
    this.#schedule(sentAt + this.#timeout / WRITINGS - this.#options.monotonic());
  }

  /** What had no answer may have been written; from that on we write over it. */
  async #isStillOurs(): Promise<boolean> {
    const seen = await this.#bucket.read();
    if (seen === undefined) return true;
    if (!isSameHolding(seen.entry, this.#entry)) return false;
    this.#revision = seen.revision;
    return true;
  }

  #lose(reason: string): void {
    if (this.#isOver) return;
    this.#stop();
    this.#lost.resolve(reason);
  }

  #stop(): void {
    this.#isOver = true;
    this.#deadline?.[Symbol.dispose]();
    this.#next?.[Symbol.dispose]();
  }

  async #end(state: "released" | "retired"): Promise<void> {
    const wasHeld = this.isHeld;
    this.#stop();
    await this.#writing;
    if (!wasHeld) return;
    const { clock, monotonic } = this.#options;
    // Afterwards who waits takes it anyway.
    for (const until = monotonic() + this.#timeout; monotonic() < until;) {
      const written = await this.#bucket.write({ ...this.#entry, state }, this.#revision);
      if (written.kind === "stored") return;
      if (written.kind === "refused" && !await this.#isStillOurs()) return;
      await pause(clock, this.#timeout / RETRIES);
    }
  }
}

/** Tries again for as long as NATS does not answer; what was asked while it was lost is dropped. */
async function openBucket(options: LeaseOptions): Promise<LeaseBucket> {
  const { connection, clock, signal, timeout } = options;
  for (;;) {
    signal?.throwIfAborted();
    let bucket: LeaseBucket | undefined;
    let failure: unknown;
    const patience = Math.min(timeout / WRITINGS, MOST_PATIENCE_MS);
    const opening = LeaseBucket.open({ ...options, patience })
      .then((opened) => bucket = opened, (error) => failure = error);
    await pause(clock, timeout, [opening], signal);
    if (bucket !== undefined) return bucket;
    if (failure instanceof NatsConnectError) throw failure;
    if (connection.isClosed()) throw closedError();
    if (failure !== undefined) await pause(clock, timeout / WRITINGS, [], signal);
  }
}
