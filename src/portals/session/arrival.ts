import type { Passport, SessionSync } from "../../core/boundary/session_sync.ts";

/** How a session comes to a realm from another one. */
export interface Arrival {
  /** Who it is, as the realm says that it comes from; without it, it is to log in. */
  readonly passport: Passport | null;
  /** What the game over there gives to the game over here. */
  readonly carry: SessionSync["carry"];
  /** Whether the realm keeps its account, so that it needs no passport there. */
  readonly isHome: boolean;
}

/** Returns how often a session has gone on, once it does so again. */
export function nextHop({ hops = 0 }: Pick<SessionSync, "hops">): number {
  return hops + 1;
}

/** Returns what is known of a session that has just come to another realm: who and what its client is. */
export function arrivedSync(
  { passport: _, ...sync }: SessionSync,
  { passport, carry, isHome }: Arrival,
): SessionSync {
  return {
    ...sync,
    state: "negotiating",
    uid: passport?.uid ?? null,
    uname: passport?.uname ?? null,
    puid: null,
    cmdsets: [],
    carry,
    hops: nextHop(sync),
    ...(passport === null || isHome ? {} : { passport }),
  };
}
