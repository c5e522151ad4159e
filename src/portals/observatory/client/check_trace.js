/** The most events that a file may hold. */
export const MAX_EVENTS = 200_000;

const MAX_STATES = 20;
const MAX_SESSIONS = 10_000;

/**
 * Checks all of a file that the page relies on, and leaves out what it does not know.
 *
 * What is only shown may be anything: it becomes text.
 *
 * @returns {import("./trace_file.js").Recording}
 * @throws {Error} When something is not as it must be; the message is for who chose the file.
 */
export function checkTrace({ serverName, house, exportedAt, lifecycle, base, events }) {
  check(isText(serverName) && isText(house), "it does not say what was watched");
  check(isTime(exportedAt), "it does not say when it was made");
  check(isLifecycle(lifecycle), "its lifecycle table is none");
  check(isRecord(base) && isTime(base.at) && isSyncs(base.sessions), "its sessions are damaged");
  check(Array.isArray(events), "it holds no events");
  check(events.length <= MAX_EVENTS, `it holds more than ${MAX_EVENTS} events`);
  events.forEach((event, nth) => check(isEvent(event), `event ${nth + 1} is damaged`));
  return {
    ...{ serverName, house, exportedAt, lifecycle },
    base: { at: base.at, sessions: base.sessions },
    events,
  };
}

function check(isRight, why) {
  if (!isRight) throw new Error(`The recording cannot be shown: ${why}.`);
}

function isEvent(event) {
  return isRecord(event) &&
    isTime(event.seq) && isTime(event.at) &&
    isText(event.kind) && isText(event.level) &&
    (event.sessid === undefined || isSessid(event.sessid)) &&
    isRecord(event.data) && isMessage(event);
}

/** What the state at a moment is made of must be whole. */
function isMessage({ kind, data }) {
  if (kind === "session:step") return isText(data.to);
  if (kind !== "wall:portal" && kind !== "wall:server") return true;
  const { message } = data;
  if (!isRecord(message) || !isText(message.kind)) return false;
  if (message.kind === "connect") return isSync(message.sync);
  if (message.kind !== "sync") return true;
  return kind === "wall:portal" ? isSyncs(message.sessions) : isRecord(message.fields);
}

function isSyncs(value) {
  return Array.isArray(value) && value.length <= MAX_SESSIONS && value.every(isSync);
}

function isSync(value) {
  return isRecord(value) && isSessid(value.sessid) && isText(value.state) &&
    isTime(value.connTime);
}

function isLifecycle(value) {
  if (!isRecord(value)) return false;
  const states = Object.entries(value);
  return states.length > 0 && states.length <= MAX_STATES &&
    states.every(([state, steps]) =>
      isText(state) && isRecord(steps) && Object.keys(steps).length <= MAX_STATES &&
      Object.values(steps).every((to) => isText(to) && Object.hasOwn(value, to))
    );
}

function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value) {
  return typeof value === "string" && value.length <= 200;
}

/** A number that dates can be made of. */
function isTime(value) {
  return typeof value === "number" && value >= 0 && value <= 8.64e15;
}

function isSessid(value) {
  return Number.isInteger(value) && value >= 1;
}
