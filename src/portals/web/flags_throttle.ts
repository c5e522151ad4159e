import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Clock } from "../../core/clock.ts";

/** Passes on changed flags, the first at once, later ones joined to at most one a pause. */
export class FlagsThrottle implements Disposable {
  readonly #clock: Clock;
  readonly #pauseMs: number;
  readonly #tell: (changed: ProtocolFlags) => void;
  #known: ProtocolFlags;
  #waiting: ProtocolFlags = {};
  #timer: Disposable | null = null;

  /**
   * Creates a throttle.
   *
   * @param known The flags that are known already.
   * @param options Milliseconds of the pause, the clock, and who is told.
   */
  constructor(
    known: ProtocolFlags,
    options: { clock: Clock; pauseMs: number; tell: (changed: ProtocolFlags) => void },
  ) {
    this.#known = known;
    this.#clock = options.clock;
    this.#pauseMs = options.pauseMs;
    this.#tell = options.tell;
  }

  /** Takes what the client told. */
  push(flags: ProtocolFlags): void {
    this.#waiting = { ...this.#waiting, ...flags };
    if (this.#timer === null) this.flush();
  }

  /** Takes what others know already, and need not be told. */
  note(flags: ProtocolFlags): void {
    this.#known = { ...this.#known, ...flags };
  }

  /** Passes on at once what waits. */
  flush(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = null;
    const changed = differences(this.#known, this.#waiting);
    this.#waiting = {};
    if (Object.keys(changed).length === 0) return;
    this.#known = { ...this.#known, ...changed };
    this.#timer = this.#clock.timer(this.#pauseMs, () => this.flush());
    this.#tell(changed);
  }

  /** Forgets what waits. */
  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = null;
  }
}

function differences(known: ProtocolFlags, told: ProtocolFlags): ProtocolFlags {
  const before = new Map<string, unknown>(Object.entries(known));
  return Object.fromEntries(
    Object.entries(told).filter(([key, value]) => before.get(key) !== value),
  );
}
