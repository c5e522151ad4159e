/**
 * How sessids are unique over several Portals that do not talk to each other: each Portal has a
 * number, drawn by lot, and every sessid of it tells that number.
 */

/** How many sessids a Portal has: its numbers end in these digits. */
const SESSIDS = 1_000_000_000;

/** The highest number of a Portal, so that every sessid is a safe integer. */
export const MAX_PORTAL = 9_000_000;

/**
 * Draws the number of a Portal.
 *
 * @param random Gives a number from 0 up to 1.
 * @returns An integer from 1 to {@linkcode MAX_PORTAL}.
 */
export function drawPortal(random: () => number): number {
  return 1 + Math.floor(random() * MAX_PORTAL);
}

/**
 * Returns a Portal's first sessid.
 *
 * @param portal The Portal's number; 0 for the only Portal of a process, which counts from 1.
 */
export function firstSessid(portal: number): number {
  return portal * SESSIDS + 1;
}

/**
 * Returns the number of the Portal that a session came by; 0 for the only Portal of a process.
 *
 * @param sessid The session's number.
 */
export function portalOf(sessid: number): number {
  return Math.floor(sessid / SESSIDS);
}

/**
 * Returns the number of the Portal that has a session's connection now: the one that its number
 * tells, unless it has moved.
 *
 * @param sync What is known of the session.
 */
export function portalOfSession(
  { sessid, portal }: { readonly sessid: number; readonly portal?: number | undefined },
): number {
  return portal ?? portalOf(sessid);
}
