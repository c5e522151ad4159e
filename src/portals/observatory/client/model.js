import { ALL, rowFilter } from "./filter.js";
import { LAST_KINDS, Rows } from "./rows.js";
import { Timeline } from "./timeline.js";

/** The most events that are held of a stream; the recorder itself holds 20,000. */
const MAX_HELD = 40_000;

/** How many events back the last step of a session in the past is looked for. */
const STEP_SEARCH = 4_000;

/**
 * What is watched: where the events come from, and what may be done.
 *
 * @typedef Watched
 * @property {string} serverName
 * @property {string} house
 * @property {"full" | "read" | "file"} access
 * @property {import("./diagram_layout.js").Lifecycle} lifecycle
 */

/** A recording, what of it is shown, and the moment that it is shown at. */
export class Model {
  /** @type {Watched | null} */
  watched = null;
  timeline = new Timeline({ at: 0, sessions: [] }, { limit: MAX_HELD });
  /** What is shown of the rows. @type {import("./filter.js").Filter} */
  filter = ALL;
  /** The row whose payload is shown. @type {import("./rows.js").Row | null} */
  chosen = null;
  /** How far the server's clock is ahead of this one, in milliseconds. */
  clockAhead = 0;
  /** How many events never came, as the stream was too fast. */
  lost = 0;
  #rows = new Rows();
  /** Rows that the filter lets through, in order. @type {import("./rows.js").Row[]} */
  #matching = [];
  #test = rowFilter(ALL);
  /** How many events are shown while time is held; `null` is the present. */
  #held = null;
  #lastSteps = new Map();
  #changed;

  /** @param {() => void} changed called whenever something has changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /**
   * Begins anew with what was recorded.
   *
   * @param {Watched} watched
   * @param {{ base: { at: number, sessions: readonly object[] }, events: readonly object[] }} recorded
   * @param {{ limit?: number }} [options]
   */
  open(watched, { base, events }, { limit = MAX_HELD } = {}) {
    const isSame = this.watched?.house === watched.house;
    const heldAt = isSame ? this.heldAt : null;
    this.watched = watched;
    this.timeline = new Timeline(base, { limit });
    this.#rows = new Rows();
    this.#matching = [];
    this.#lastSteps = new Map();
    this.#held = null;
    this.chosen = null;
    this.lost = 0;
    this.add(events);
    const isThere = isSame && this.sessions.has(this.filter.sessid);
    if (this.filter.sessid !== null && !isThere) this.show({ sessid: null });
    if (heldAt !== null) this.holdAt(heldAt);
  }

  /** Takes new events. */
  add(events) {
    const gone = this.timeline.add(events);
    for (const row of this.#rows.add(events)) {
      if (this.#test(row)) this.#matching.push(row);
      if (row.event.kind === "session:step") this.#lastSteps.set(row.event.sessid, stepOf(row));
      if (LAST_KINDS.has(row.event.kind)) this.#lastSteps.delete(row.event.sessid);
    }
    if (gone > 0) this.#drop(gone);
    this.#changed();
  }

  /** Changes what is shown. @param {Partial<import("./filter.js").Filter>} changes */
  show(changes) {
    this.filter = { ...this.filter, ...changes };
    this.#test = rowFilter(this.filter);
    this.#matching = this.#rows.all.filter(this.#test);
    this.#changed();
  }

  choose(row) {
    this.chosen = row;
    this.#changed();
  }

  /** Stops the time that is shown, here. */
  hold() {
    this.#held ??= this.#rows.next;
    this.#changed();
  }

  /** Shows a moment of the past. @param {number} time milliseconds since 1970 */
  holdAt(time) {
    this.#held = this.timeline.dropped + this.timeline.countAt(time);
    this.#changed();
  }

  /** Returns to the present. */
  release() {
    this.#held = null;
    this.#changed();
  }

  get isHeld() {
    return this.#held !== null;
  }

  /** The moment that is shown while time is held. @returns {number | null} */
  get heldAt() {
    if (this.#held === null) return null;
    return this.timeline.events[this.#count - 1]?.at ?? this.timeline.span.from;
  }

  /** The sessions at the moment that is shown. @returns {import("./state.js").Sessions} */
  get sessions() {
    return this.timeline.sessionsAfter(this.#count);
  }

  /** The rows that are shown. */
  get rows() {
    if (this.#held === null) return this.#matching;
    return this.#matching.slice(0, countBefore(this.#matching, this.#held));
  }

  /** How many rows have come since time was held. */
  get waiting() {
    return this.#held === null
      ? 0
      : this.#matching.length - countBefore(this.#matching, this.#held);
  }

  /** The last step of each session, up to the moment that is shown. */
  get lastSteps() {
    if (this.#held === null) return this.#lastSteps;
    const steps = new Map();
    const count = this.#count;
    for (const row of this.#rows.all.slice(Math.max(0, count - STEP_SEARCH), count)) {
      if (row.event.kind === "session:step") steps.set(row.event.sessid, stepOf(row));
    }
    return steps;
  }

  get #count() {
    const { events, dropped } = this.timeline;
    return this.#held === null ? events.length : Math.max(0, this.#held - dropped);
  }

  #drop(gone) {
    this.#rows.drop(gone);
    const { dropped } = this.timeline;
    this.#matching.splice(0, countBefore(this.#matching, dropped));
    if (this.#held !== null) this.#held = Math.max(this.#held, dropped);
    if (this.chosen !== null && this.chosen.nth < dropped) this.chosen = null;
  }
}

function stepOf({ event }) {
  return { step: event.data.step, from: event.data.from, at: event.at };
}

/** How many of the rows come before the one with this number. */
function countBefore(rows, nth) {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle].nth < nth) low = middle + 1;
    else high = middle;
  }
  return low;
}
