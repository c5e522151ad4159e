import { placeOf } from "./lanes.js";

/** How deep hooks and commands are shown within one another. */
const MAX_DEPTH = 6;

/** How many hooks and commands of one session may be open at once; older ones count as ended. */
const MAX_OPEN = 50;

/** What happens last to a session: it ends, or goes on at another Portal. */
export const LAST_KINDS = new Set(["portal:disconnect", "portal:moveOut"]);

/**
 * One event as it is shown.
 *
 * @typedef Row
 * @property {number} nth counts up from 0 within the recording
 * @property {import("./state.js").TraceEvent} event
 * @property {import("./lanes.js").Place} place
 * @property {number} depth how many hooks and commands it happened within
 * @property {number} [ms] how long the hook or command took, once it has ended
 * @property {import("./state.js").TraceEvent} [end] its end
 * @property {string} [text] what can be looked for in it; the filter makes it
 * @property {boolean} isEnd whether it is the end of another row, which shows it
 */

/** The events of a recording as rows: which hook and command each happened within, and their ends. */
export class Rows {
  /** @type {Row[]} */
  all = [];
  #next = 0;
  /** What has begun and not ended, by session. @type {Map<number, Row[]>} */
  #open = new Map();

  /** Adds events; returns their rows. */
  add(events) {
    const added = events.map((event) => this.#rowOf(event));
    for (const row of added) this.all.push(row);
    return added;
  }

  /** Drops the oldest rows. */
  drop(count) {
    this.all.splice(0, count);
  }

  /** The number of the row that comes next. */
  get next() {
    return this.#next;
  }

  #rowOf(event) {
    const open = this.#openOf(event);
    const begun = isEnd(event) ? this.#close(open, event) : undefined;
    const row = {
      nth: this.#next++,
      event,
      place: placeOf(event),
      depth: Math.min(MAX_DEPTH, open.length),
      isEnd: begun !== undefined,
    };
    if (begun !== undefined) Object.assign(begun, { ms: numberOf(event.data.ms), end: event });
    if (isBegin(event)) open.push(row);
    if (open.length > MAX_OPEN) open.shift();
    if (LAST_KINDS.has(event.kind)) this.#open.delete(event.sessid ?? 0);
    return row;
  }

  #openOf({ sessid = 0 }) {
    const known = this.#open.get(sessid);
    if (known !== undefined) return known;
    const open = [];
    this.#open.set(sessid, open);
    return open;
  }

  /** Ends what an event ends, and what is still open within it. */
  #close(open, event) {
    const at = open.findLastIndex(({ event: begun }) => isPair(begun, event));
    return at === -1 ? undefined : open.splice(at)[0];
  }
}

function isBegin({ kind }) {
  return kind === "hook:begin" || kind === "command:run";
}

function isEnd({ kind }) {
  return kind === "hook:end" || kind === "command:end";
}

function isPair(begun, ended) {
  if (begun.kind.split(":")[0] !== ended.kind.split(":")[0]) return false;
  return begun.kind === "hook:begin"
    ? begun.data.id === ended.data.id
    : begun.data.command === ended.data.command;
}

function numberOf(value) {
  return typeof value === "number" ? value : undefined;
}
