import type { Clock } from "../../../core/clock.ts";
import type { LeaseBucket, LeaseBucketOptions } from "./lease_bucket.ts";
import { isSameHolding, type LeaseEntry, type SeenEntry } from "./lease_entry.ts";

/** How often is looked at a place that is taken, as a part of the timeout. */
const LOOKS = 10;
/** How much longer than the holder itself others think that it has the place. */
const MARGIN = 1.1;

/** What {@linkcode LeaseOptions} and the waiting share. */
export interface LeaseOptions extends Omit<LeaseBucketOptions, "patience"> {
  /** Who asks: a text that no other process has, such as its host, its number and a random one. */
  readonly holder: string;
  /** How long the holder may be silent, in milliseconds; another process may have another. */
  readonly timeout: number;
  /** Milliseconds since any moment, by a clock that nobody sets, such as `performance.now`. */
  readonly monotonic: () => number;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}

/** A place that was taken. */
export interface TakenPlace {
  readonly entry: LeaseEntry;
  readonly revision: number;
  /** When it was asked for what gave it, by the monotonic clock. */
  readonly sentAt: number;
  /** Whether there was ever a holder before, and whether it went in order. */
  readonly before: "none" | "clean" | "lost";
}

/** What is being taken; whether it was given is not known yet. */
interface Attempt {
  readonly entry: LeaseEntry;
  readonly before: TakenPlace["before"];
}

/**
 * Waits for the place of a realm.
 *
 * Nobody's wall clock counts: who waits takes the place of a holder that it has seen write nothing
 * for longer than that holder itself believes that it has the place after a writing.
 */
export class LeaseWait {
  readonly #bucket: LeaseBucket;
  readonly #options: LeaseOptions;
  #seen: SeenEntry | undefined;
  #since = 0;
  #highest = 0;
  #awaited: LeaseEntry | undefined;
  #attempt: Attempt | undefined;

  /** Creates it; nothing is asked yet. */
  constructor(bucket: LeaseBucket, options: LeaseOptions) {
    this.#bucket = bucket;
    this.#options = options;
  }

  /**
   * Waits until the place was taken, or the realm was shut down by a holder that was waited for.
   *
   * @throws {Error} When the connection was closed, and what the signal was aborted with.
   */
  async run(): Promise<TakenPlace | "retired"> {
    const { connection, clock, signal } = this.#options;
    let wake = () => {};
    using _written = this.#bucket.onWritten(() => wake());
    for (;;) {
      signal?.throwIfAborted();
      if (connection.isClosed()) throw closedError();
      const heard = new Promise<void>((resolve) => wake = resolve);
      const seen = await this.#bucket.read();
      if (seen !== undefined) this.#note(seen);
      if (this.#isRetired(seen)) return "retired";
      const taken = seen !== undefined && this.#isFree(seen) ? await this.#take(seen) : undefined;
      if (taken !== undefined) return taken;
      await pause(clock, this.#pauseMs(), [heard], signal);
    }
  }

  #note(seen: SeenEntry): void {
    const { monotonic } = this.#options;
    const before = this.#seen;
    const isSame = before?.revision === seen.revision && isSameHolding(before.entry, seen.entry);
    if (!isSame) this.#since = monotonic();
    this.#seen = seen;
    this.#highest = Math.max(this.#highest, seen.entry?.term ?? 0);
  }

  /** Only who waited while that holder was there is meant: who comes later begins anew. */
  #isRetired(seen: SeenEntry | undefined): boolean {
    const entry = seen?.entry;
    if (entry?.state === "held") this.#awaited = entry;
    return entry?.state === "retired" && this.#awaited !== undefined &&
      isSameHolding(entry, this.#awaited);
  }

  #isFree({ entry }: SeenEntry): boolean {
    if (entry !== undefined && entry.state !== "held") return true;
    return this.#isOwn(entry) || this.#leftMs() <= 0;
  }

  /** It was given, though nobody said so. */
  #isOwn(entry: LeaseEntry | undefined): boolean {
    return this.#attempt !== undefined && isSameHolding(entry, this.#attempt.entry);
  }

  /** How long the place that was seen is still another's, unless that writes again. */
  #leftMs(): number {
    const { timeout, monotonic } = this.#options;
    // Where there is nothing, somebody may still believe what NATS has lost.
    const silence = MARGIN * Math.max(timeout, this.#seen?.entry?.timeout ?? 0);
    return this.#since + silence - monotonic();
  }

  #pauseMs(): number {
    const look = this.#options.timeout / LOOKS;
    return this.#seen === undefined ? look : Math.max(1, Math.min(look, this.#leftMs()));
  }

  async #take(seen: SeenEntry): Promise<TakenPlace | undefined> {
    const { holder, timeout, monotonic } = this.#options;
    const attempt = this.#attempt !== undefined && this.#isOwn(seen.entry) ? this.#attempt : {
      entry: { holder, term: this.#nextTerm(), state: "held", timeout } as const,
      before: this.#beforeOf(seen),
    };
    this.#attempt = attempt;
    const sentAt = monotonic();
    const written = await this.#bucket.write(attempt.entry, seen.revision);
    if (written.kind !== "stored") return undefined;
    return { ...attempt, revision: written.revision, sentAt };
  }

  /** By the wall clock, so that it goes on upwards even where NATS has lost what it kept. */
  #nextTerm(): number {
    return Math.max(this.#highest + 1, Math.floor(this.#options.clock.now() / 1000));
  }

  #beforeOf({ revision, entry }: SeenEntry): TakenPlace["before"] {
    if (entry !== undefined) return entry.state === "held" ? "lost" : "clean";
    return revision === 0 && this.#highest === 0 ? "none" : "lost";
  }
}

/**
 * Waits for a while, or until something happens.
 *
 * @param clock Measures the while.
 * @param ms How long, in milliseconds.
 * @param wakes What ends it early.
 * @param signal Ends it early, too.
 */
export async function pause(
  clock: Clock,
  ms: number,
  wakes: readonly Promise<unknown>[] = [],
  signal?: AbortSignal,
): Promise<void> {
  const over = Promise.withResolvers<void>();
  using _timer = clock.timer(ms, over.resolve);
  const wake = () => over.resolve();
  signal?.addEventListener("abort", wake);
  await Promise.race([over.promise, ...wakes]);
  signal?.removeEventListener("abort", wake);
}

/** Says that nobody can be asked any more. */
export function closedError(): Error {
  return new Error(
    "Cannot wait for the place of the realm as the connection to NATS must be open: " +
      "current state is closed",
  );
}
