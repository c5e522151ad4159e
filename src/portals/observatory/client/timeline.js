import { sessionsOf, stepSessions } from "./state.js";

/** How many events lie between two moments whose sessions are kept. */
const KEPT_EVERY = 256;

/**
 * The events of a recording in their order, and the sessions at any of them.
 *
 * Holds at most `limit` events; the oldest go, a quarter of the limit at once.
 */
export class Timeline {
  /** What is recorded. @type {import("./state.js").TraceEvent[]} */
  events = [];
  /** How many events were dropped to keep to the limit. */
  dropped = 0;
  #limit;
  /** The sessions before event 0, before event 256 and so on. @type {import("./state.js").Sessions[]} */
  #kept;
  #now;
  #baseAt;

  /**
   * @param {{ at: number, sessions: readonly import("./state.js").SessionSync[] }} base
   * @param {{ limit: number }} options
   */
  constructor(base, { limit }) {
    this.#limit = limit;
    this.#baseAt = base.at;
    this.#now = sessionsOf(base.sessions);
    this.#kept = [this.#now];
  }

  /** Adds events; returns how many of the oldest went for them. */
  add(events) {
    for (const event of events) {
      if (this.events.length > 0 && this.events.length % KEPT_EVERY === 0) {
        this.#kept.push(this.#now);
      }
      this.events.push(event);
      this.#now = stepSessions(this.#now, event);
    }
    return this.events.length > this.#limit ? this.#shorten() : 0;
  }

  /** The sessions after the last event. */
  get now() {
    return this.#now;
  }

  /** The sessions as they were before the first event, and when. */
  get base() {
    return { at: this.#baseAt, sessions: [...this.#kept[0].values()] };
  }

  /** When the recording begins and ends, in milliseconds since 1970. */
  get span() {
    const from = Math.min(this.#baseAt, this.events[0]?.at ?? this.#baseAt);
    return { from, to: Math.max(from, this.events.at(-1)?.at ?? from) };
  }

  /** Returns how many events had happened at a moment. */
  countAt(time) {
    let [low, high] = [0, this.events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.events[middle].at <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Returns the sessions as they were after the first `count` events.
   *
   * @param {number} count
   * @returns {import("./state.js").Sessions}
   */
  sessionsAfter(count) {
    if (count >= this.events.length) return this.#now;
    const kept = Math.min(Math.floor(count / KEPT_EVERY), this.#kept.length - 1);
    let sessions = this.#kept[kept];
    for (let index = kept * KEPT_EVERY; index < count; index++) {
      sessions = stepSessions(sessions, this.events[index]);
    }
    return sessions;
  }

  #shorten() {
    const blocks = Math.ceil((this.events.length - this.#limit * 0.75) / KEPT_EVERY);
    const count = Math.min(blocks, this.#kept.length - 1) * KEPT_EVERY;
    this.#baseAt = this.events[count - 1]?.at ?? this.#baseAt;
    this.events.splice(0, count);
    this.#kept.splice(0, count / KEPT_EVERY);
    this.dropped += count;
    return count;
  }
}
