/**
 * The trace: one typed stream of what happens to sessions, which the log, the metrics and the
 * observatory read. Secrets are removed where an event is made.
 */
import type { DetailData, DetailKind } from "./detail.ts";

/** How grave an event is, as logs sort it; `detail` is for those who watch alone, never for logs. */
export type TraceLevel = "detail" | "debug" | "info" | "warn" | "error";

/** One thing that happened. Every field is plain data. */
export interface TraceEvent {
  /** Counts up from 1 within one trace. */
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What happened, as `subject:verb`, for instance `session:login`. */
  readonly kind: string;
  /** How grave it is. */
  readonly level: TraceLevel;
  /** The session it happened to, if any. */
  readonly sessid?: number;
  /** The parts of it, by name. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a place in the code says of an event; the trace adds `seq` and `at`. */
export interface TraceInput {
  readonly level?: TraceLevel;
  readonly sessid?: number;
  readonly data?: Readonly<Record<string, unknown>>;
}

/**
 * Hands events to its readers; without a reader an event costs one comparison. Events of detail are
 * made only while somebody watches.
 */
export class Trace {
  readonly #now: () => number;
  readonly #readers = new Set<(event: TraceEvent) => void>();
  readonly #watchTellers = new Set<(isWatched: boolean) => void>();
  #watches = 0;
  #isFollowing = false;
  #seq = 0;

  /**
   * Creates a trace.
   *
   * @param now The clock: milliseconds since 1970.
   */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Tells all readers of one event. */
  emit(kind: string, input: TraceInput = {}): void {
    if (this.#readers.size === 0) return;
    const event: TraceEvent = {
      seq: ++this.#seq,
      at: this.#now(),
      kind,
      level: input.level ?? "info",
      ...(input.sessid === undefined ? {} : { sessid: input.sessid }),
      data: input.data ?? {},
    };
    for (const read of this.#readers) read(event);
  }

  /** Whether events of detail are made; asked before one is. */
  get isDetailed(): boolean {
    return this.#watches > 0 || this.#isFollowing;
  }

  /** Whether somebody watches this trace in detail. */
  get isWatched(): boolean {
    return this.#watches > 0;
  }

  /** Makes events of detail, or no longer, for a trace that passes them on and is watched. */
  follow(isWatched: boolean): void {
    this.#isFollowing = isWatched;
  }

  /** Tells of one event of detail, while somebody watches. */
  detail<Kind extends DetailKind>(
    kind: Kind,
    sessid: number | undefined,
    data: DetailData[Kind],
  ): void {
    if (!this.isDetailed) return;
    this.emit(kind, { level: "detail", ...(sessid === undefined ? {} : { sessid }), data });
  }

  /** Watches in detail, until the returned value is disposed of. */
  watch(): Disposable {
    if (++this.#watches === 1) this.#tellWatched(true);
    let isOver = false;
    return {
      [Symbol.dispose]: () => {
        if (isOver) return;
        isOver = true;
        if (--this.#watches === 0) this.#tellWatched(false);
      },
    };
  }

  /** Sets who else is told when watching in detail begins, and when nobody does any more. */
  onWatch(tell: (isWatched: boolean) => void): Disposable {
    this.#watchTellers.add(tell);
    return { [Symbol.dispose]: () => void this.#watchTellers.delete(tell) };
  }

  #tellWatched(isWatched: boolean): void {
    for (const tell of this.#watchTellers) tell(isWatched);
  }

  /** Passes on an event that another trace made, such as the Server's to the Portal's. */
  forward(event: TraceEvent): void {
    for (const read of this.#readers) read({ ...event, seq: ++this.#seq });
  }

  /** Adds a reader, until the returned value is disposed of. */
  read(reader: (event: TraceEvent) => void): Disposable {
    this.#readers.add(reader);
    return { [Symbol.dispose]: () => void this.#readers.delete(reader) };
  }
}

/** The levels, the least grave first. */
const LEVELS: readonly TraceLevel[] = ["detail", "debug", "info", "warn", "error"];

/**
 * Adds a reader of events that are at least this grave, and of all while events of detail are made.
 *
 * @param trace What is read.
 * @param level The least grave level.
 * @param reader Takes the events.
 */
export function readsFrom(
  trace: Trace,
  level: TraceLevel,
  reader: (event: TraceEvent) => void,
): Disposable {
  const least = LEVELS.indexOf(level);
  return trace.read((event) => {
    if (trace.isDetailed || LEVELS.indexOf(event.level) >= least) reader(event);
  });
}
