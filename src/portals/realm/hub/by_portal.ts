import { portalOf } from "../../../core/boundary/portal_number.ts";
import type { SessionMessage } from "../../session/session_message.ts";

/** The messages that speak of particular sessions. */
type OfSessions = Exclude<SessionMessage, { kind: "gate" | "oob" | "joined" }>;

/**
 * Takes a message apart that may speak of sessions of several Portals.
 *
 * @param message What the Server says.
 * @returns For the number of each Portal the part that is for it, in the same order.
 */
export function byPortal(message: OfSessions): readonly (readonly [number, OfSessions])[] {
  switch (message.kind) {
    case "output":
    case "disconnect": {
      const parts = Map.groupBy(message.sessids, portalOf);
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
