import { GROUPS, LANES, touches } from "./lanes.js";

/**
 * What is shown of the rows.
 *
 * @typedef Filter
 * @property {number | null} sessid of one session, or of all
 * @property {ReadonlySet<string>} groups the groups of kinds that are shown
 * @property {ReadonlySet<string>} lanes the lanes of which one at least is touched
 * @property {string} text what is looked for in kind, label and payload, in any case
 */

/** Everything. @type {Filter} */
export const ALL = {
  sessid: null,
  groups: new Set(Object.keys(GROUPS)),
  lanes: new Set(LANES),
  text: "",
};

/**
 * Returns what tells whether a row is shown.
 *
 * @param {Filter} filter
 * @returns {(row: import("./rows.js").Row) => boolean}
 */
export function rowFilter({ sessid, groups, lanes, text }) {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const shownLanes = [...lanes];
  const isEveryLane = shownLanes.length === LANES.length;
  return (row) =>
    !row.isEnd &&
    groups.has(row.place.group) &&
    (sessid === null || concerns(row.event, sessid)) &&
    (isEveryLane || shownLanes.some((lane) => touches(row.place, lane))) &&
    words.every((word) => textOf(row).includes(word));
}

/**
 * Tells whether an event is about a session: its own, one for many, or of the whole house.
 *
 * @param {import("./state.js").TraceEvent} event
 * @param {number} wanted the session's number
 */
export function concerns({ kind, sessid, data }, wanted) {
  if (sessid !== undefined) return sessid === wanted;
  const { sessids = data.sessids, sessions } = data.message ?? {};
  if (Array.isArray(sessids)) return sessids.includes(wanted);
  if (Array.isArray(sessions)) return sessions.some((sync) => sync?.sessid === wanted);
  return kind.startsWith("server:") || kind.startsWith("fault:");
}

/** Returns all that can be looked for in a row, in lower case; made once for each row. */
function textOf(row) {
  row.text ??= `#${row.event.sessid ?? ""} ${row.event.kind} ${row.place.label} ${
    JSON.stringify(row.event.data)
  }`.toLowerCase();
  return row.text;
}
