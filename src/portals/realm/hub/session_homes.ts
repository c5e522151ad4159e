import type { SessionSync } from "../../../core/boundary/messages.ts";
import { portalOf } from "../../../core/boundary/portal_number.ts";
import { saidFields } from "../../session/said_fields.ts";
import type { OfSessions } from "./by_portal.ts";

/** What is said to a session while no Portal has it, in messages: a busy room for a minute. */
const MOST_KEPT = 20_000;

/** A session that one Portal has given up and no other one has taken yet. */
export interface Between {
  /** What is known of it, as the Server has changed it since. */
  sync: SessionSync;
  /** The Portal that gave it up. */
  readonly from: number;
  /** What was said to it since, in order. */
  readonly kept: OfSessions[];
  grace: Disposable;
}

/** The Portal that has a session. */
interface Home {
  readonly portal: number;
  /** How often the session had gone on when it came there. */
  readonly hops: number;
}

/**
 * Which Portal has each session that has moved: of all others their number tells it, and nothing is
 * kept here.
 */
export class SessionHomes {
  readonly #homes = new Map<number, Home>();
  readonly #between = new Map<number, Between>();
  /** Those that the Server has let go to another realm, each with the Portal that is told so. */
  readonly #leaving = new Map<number, number>();

  /**
   * Returns the number of the Portal that a session is at. Of one between two Portals it is less than
   * zero, and of no other session the same.
   */
  of(sessid: number): number {
    if (this.#between.size > 0 && this.#between.has(sessid)) return -sessid;
    return (this.#homes.size > 0 ? this.#homes.get(sessid)?.portal : undefined) ?? portalOf(sessid);
  }

  /** Returns the number of the Portal that a session is at, or was at last. */
  lastOf(sessid: number): number {
    return this.#between.get(sessid)?.from ?? this.of(sessid);
  }

  /** Whether a session is known to have moved, or to be about to. */
  knows(sessid: number): boolean {
    return this.#homes.has(sessid) || this.#between.has(sessid);
  }

  /** Whether a session has gone on since what is known of it, if anything is. */
  isNews({ sessid, hops = 0 }: SessionSync): boolean {
    const known = this.#between.get(sessid)?.sync.hops ?? this.#homes.get(sessid)?.hops ?? 0;
    return hops > known;
  }

  /** The sessions that are between two Portals. */
  get between(): readonly Between[] {
    return [...this.#between.values()];
  }

  /** The sessions that have moved, each with the Portal that has it. */
  get all(): readonly (readonly [sessid: number, portal: number])[] {
    return [...this.#homes].map(([sessid, { portal }]) => [sessid, portal]);
  }

  /** Notes that a Portal has given a session up. */
  giveUp(from: number, { sync, grace }: Pick<Between, "sync" | "grace">): void {
    this.#between.set(sync.sessid, { from, sync, grace, kept: [] });
  }

  /** Notes that the Server has let a session go to another realm, as its Portal may not know yet. */
  leave(sessid: number): void {
    this.#leaving.set(sessid, this.lastOf(sessid));
  }

  /** Whether the Server has let a session go to another realm, and its Portal may not know yet. */
  isLeaving(sessid: number): boolean {
    return this.#leaving.size > 0 && this.#leaving.has(sessid);
  }

  /** Notes that the Portal of a session that was let go knows it: it is back. */
  returned(sessid: number): void {
    this.#leaving.delete(sessid);
  }

  /** Sets what ends a session that stays between two Portals. */
  setGrace(sessid: number, grace: Disposable): void {
    const between = this.#between.get(sessid);
    (between?.grace ?? grace)[Symbol.dispose]();
    if (between !== undefined) between.grace = grace;
  }

  /**
   * Keeps what is said to a session that is between two Portals.
   *
   * @returns Whether there was room for it.
   */
  keep(sessid: number, message: OfSessions): boolean {
    const between = this.#between.get(sessid);
    if (between === undefined) return true;
    between.sync = changed(between.sync, message);
    return between.kept.push(message) <= MOST_KEPT;
  }

  /** Notes that a Portal has a session; returns what was kept while it was between two. */
  arrive({ sessid, hops = 0 }: SessionSync, portal: number): readonly OfSessions[] {
    const between = this.#end(sessid);
    this.#homes.set(sessid, { portal, hops });
    return between?.kept ?? [];
  }

  /** Forgets a session that has ended; returns how it was between two Portals, if it was. */
  forget(sessid: number): Between | undefined {
    this.#homes.delete(sessid);
    this.#leaving.delete(sessid);
    return this.#end(sessid);
  }

  /** Forgets the sessions of a Portal that it does not name any more. */
  keepOnly(portal: number, named: ReadonlySet<number>): void {
    for (const [sessid, home] of this.#homes) {
      if (home.portal === portal && !named.has(sessid)) this.#homes.delete(sessid);
    }
    // Those that it names are let go again by the Server.
    for (const [sessid, told] of this.#leaving) if (told === portal) this.#leaving.delete(sessid);
  }

  /** Forgets all sessions. */
  clear(): void {
    for (const sessid of [...this.#between.keys()]) this.#end(sessid);
    this.#homes.clear();
    this.#leaving.clear();
  }

  #end(sessid: number): Between | undefined {
    const between = this.#between.get(sessid);
    between?.grace[Symbol.dispose]();
    this.#between.delete(sessid);
    return between;
  }
}

/** Returns what is known of a session after the Server has said something to it. */
function changed(sync: SessionSync, message: OfSessions): SessionSync {
  if (message.kind === "login") return { ...sync, uid: message.uid, uname: message.uname };
  if (message.kind !== "sync") return sync;
  const said = saidFields(message.fields);
  return {
    ...{ ...sync, ...said },
    protocolFlags: { ...sync.protocolFlags, ...said.protocolFlags },
    flagSources: { ...sync.flagSources, ...said.flagSources },
  };
}
