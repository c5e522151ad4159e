import type { SessionSync } from "../../core/boundary/messages.ts";

/** What an {@linkcode EventRing} holds at most; the oldest goes first. */
export interface RingLimits {
  /** For how long, in milliseconds. */
  readonly ageMs: number;
  /** How many events. */
  readonly events: number;
  /** How many characters of JSON. */
  readonly characters: number;
}

/** The sessions as they were at a moment: milliseconds since 1970. */
export interface Moment {
  readonly at: number;
  readonly sessions: readonly SessionSync[];
}

/** A stretch of events, with the sessions as they were before the first. */
interface Stretch {
  readonly from: Moment;
  readonly events: string[];
  characters: number;
}

/** Into how many stretches a full ring is divided, about. */
const STRETCHES = 20;

/**
 * The last events, each as JSON, and the sessions as they were before the first of them. It is kept
 * in stretches that each begin with the sessions of their time, and forgets a whole stretch at
 * once: so the two always fit each other.
 */
export class EventRing {
  readonly #limits: RingLimits;
  #older: Stretch[] = [];
  #newest: Stretch;

  /**
   * Creates a ring without events.
   *
   * @param from The sessions as they are.
   * @param limits How much it holds.
   */
  constructor(from: Moment, limits: RingLimits) {
    this.#limits = limits;
    this.#newest = begun(from);
  }

  /** The sessions as they were before the first event. */
  get from(): Moment {
    return (this.#older[0] ?? this.#newest).from;
  }

  /** How many events there are. */
  get count(): number {
    return this.#all.reduce((sum, { events }) => sum + events.length, 0);
  }

  /** Every event, as a JSON array. */
  get json(): string {
    return `[${this.#all.flatMap(({ events }) => events).join(",")}]`;
  }

  /** Adds an event. */
  add(json: string): void {
    this.#newest.events.push(json);
    this.#newest.characters += json.length;
  }

  /**
   * Begins the next stretch when the last is long enough, and forgets what is too much. Called when
   * all that the events told of has happened, and nothing else.
   *
   * @param now Milliseconds since 1970.
   * @param sessions Returns the sessions as they are; asked at the beginning of a stretch alone.
   */
  roll(now: number, sessions: () => readonly SessionSync[]): void {
    const { events, characters, ageMs } = this.#limits;
    const { from, events: { length }, characters: size } = this.#newest;
    const isLong = length >= events / STRETCHES || size >= characters / STRETCHES ||
      now - from.at >= ageMs / STRETCHES;
    if (!isLong) return;
    this.#older.push(this.#newest);
    this.#newest = begun({ at: now, sessions: sessions() });
    while (this.#older.length > 0 && this.#isTooMuch(now)) this.#older.shift();
  }

  /** A stretch is too old when its end is, with which the next begins. */
  #isTooMuch(now: number): boolean {
    const { events, characters, ageMs } = this.#limits;
    const end = (this.#older[1] ?? this.#newest).from.at;
    const size = this.#all.reduce((sum, stretch) => sum + stretch.characters, 0);
    return this.count > events || size > characters || now - end >= ageMs;
  }

  get #all(): readonly Stretch[] {
    return [...this.#older, this.#newest];
  }
}

function begun(from: Moment): Stretch {
  return { from, events: [], characters: 0 };
}
