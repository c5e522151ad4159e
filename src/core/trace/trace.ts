/**
 * The trace: one typed stream of what happens to sessions, which the log, the metrics and the
 * observatory read. Secrets are removed where an event is made.
 */

/** How grave an event is, as logs sort it. */
export type TraceLevel = "debug" | "info" | "warn" | "error";

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

/** Hands events to its readers; without a reader an event costs one comparison. */
export class Trace {
  readonly #now: () => number;
  readonly #readers = new Set<(event: TraceEvent) => void>();
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
const LEVELS: readonly TraceLevel[] = ["debug", "info", "warn", "error"];

/**
 * Adds a reader of events that are at least this grave.
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
    if (LEVELS.indexOf(event.level) >= least) reader(event);
  });
}
