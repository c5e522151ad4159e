import type { SessionMessage } from "../../session/session_message.ts";

/** The messages that speak of particular sessions. */
export type OfSessions = Exclude<SessionMessage, { kind: "gate" | "oob" | "joined" }>;

/**
 * Takes a message apart that may speak of sessions of several Portals.
 *
 * @param message What the Server says.
 * @param portalOf Returns the number of the Portal that a session is at.
 * @returns For the number of each Portal the part that is for it, in the same order.
 */
export function byPortal(
  message: OfSessions,
  portalOf: (sessid: number) => number,
): readonly (readonly [number, OfSessions])[] {
  switch (message.kind) {
    case "output":
    case "disconnect": {
      const parts = Map.groupBy(message.sessids, (sessid) => portalOf(sessid));
      return [...parts].map(([portal, sessids]) => [portal, { ...message, sessids }]);
    }
    case "ran": {
      const parts = Map.groupBy(message.lines, ([sessid]) => portalOf(sessid));
      return [...parts].map(([portal, lines]) => [portal, { ...message, lines }]);
    }
    case "login":
    case "sync":
    case "transfer":
      return [[portalOf(message.sessid), message]];
    case "xray":
      return [[portalOf(message.viewer), message]];
  }
}
