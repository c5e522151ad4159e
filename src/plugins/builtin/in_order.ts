import type { Session } from "../api.ts";

/** Returns sessions in the order in which they connected, whichever logged in last. */
export function inOrder(sessions: readonly Session[]): readonly Session[] {
  return [...sessions].sort((a, b) => a.sessid - b.sessid);
}
