/**
 * The sessions at a moment: what the events before it make of the sessions at the beginning.
 *
 * The recorder rolls its base forward with this module, and the page goes back in time with it.
 *
 * @typedef {import("../../../core/boundary/messages.ts").SessionSync} SessionSync
 * @typedef {import("../../../core/trace/trace.ts").TraceEvent} TraceEvent
 * @typedef {ReadonlyMap<number, SessionSync>} Sessions by sessid
 */

/**
 * Returns the sessions by their numbers.
 *
 * @param {readonly SessionSync[]} syncs
 * @returns {Sessions}
 */
export function sessionsOf(syncs) {
  return new Map(syncs.map((sync) => [sync.sessid, sync]));
}

/**
 * Returns the sessions after an event; the very same map when it changes none.
 *
 * A session comes by `connect`, and is gone with `portal:disconnect`, or to another Portal with
 * `portal:moveOut`. What an event says of a session that is not there changes nothing: the Server may
 * still speak of one that has gone.
 *
 * @param {Sessions} sessions
 * @param {TraceEvent} event
 * @returns {Sessions}
 */
export function stepSessions(sessions, event) {
  switch (event.kind) {
    case "wall:portal":
      return afterPortalMessage(sessions, event.data.message);
    case "wall:server":
      return afterServerMessage(sessions, event.data.message);
    case "session:step":
      return changed(sessions, event.sessid, { state: event.data.to });
    case "portal:disconnect":
    case "portal:moveOut":
      return without(sessions, event.sessid);
    default:
      return sessions;
  }
}

function afterPortalMessage(sessions, message) {
  switch (message?.kind) {
    case "connect":
      return new Map(sessions).set(message.sync.sessid, message.sync);
    case "sync":
      return sessionsOf(message.sessions);
    case "flags":
      return withFlags(sessions, message.sessid, {
        protocolFlags: message.flags,
        flagSources: message.sources,
      });
    case "disconnect":
      return changed(sessions, message.sessid, { state: "closed" });
    default:
      return sessions;
  }
}

function afterServerMessage(sessions, message) {
  switch (message?.kind) {
    case "login":
      return changed(sessions, message.sessid, { uid: message.uid, uname: message.uname });
    case "sync":
      return withFlags(sessions, message.sessid, message.fields);
    default:
      return sessions;
  }
}

/** Takes changed fields; of the flags and their sources only those that are named. */
function withFlags(sessions, sessid, fields) {
  const known = sessions.get(sessid);
  if (known === undefined) return sessions;
  return changed(sessions, sessid, {
    ...fields,
    protocolFlags: { ...known.protocolFlags, ...fields.protocolFlags },
    flagSources: { ...known.flagSources, ...fields.flagSources },
  });
}

function changed(sessions, sessid, fields) {
  const known = sessions.get(sessid);
  if (known === undefined) return sessions;
  return new Map(sessions).set(sessid, { ...known, ...fields });
}

function without(sessions, sessid) {
  if (!sessions.has(sessid)) return sessions;
  const rest = new Map(sessions);
  rest.delete(sessid);
  return rest;
}
