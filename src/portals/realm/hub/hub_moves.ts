import type { PortalMessage, SessionSync } from "../../../core/boundary/messages.ts";
import { portalOf, portalOfSession } from "../../../core/boundary/portal_number.ts";
import type { Clock } from "../../../core/clock.ts";
import type { Trace } from "../../../core/trace/trace.ts";
import type { HubWord, MoveWord } from "../hub_messages.ts";
import { byPortal, type OfSessions } from "./by_portal.ts";
import type { LinkedPortal } from "./linked_portal.ts";
import { SessionHomes } from "./session_homes.ts";

/** How long a session may be at no Portal before it ends, in milliseconds. */
const BETWEEN_MS = 60_000;
/** The same, once the one that gave it up has lost its client: another has taken it by then. */
const ORPHAN_MS = 8_000;

/** What {@linkcode HubMoves} are made with. */
export interface HubMovesOptions {
  readonly clock: Clock;
  readonly trace: Trace;
  /** Finds a Portal by its number. */
  readonly portal: (portal: number) => LinkedPortal | undefined;
  /** Tells the Server, if one runs. */
  readonly tellServer: (message: PortalMessage) => void;
}

/**
 * Decides which Portal has a session, and sends what is said to it there. A session moves in two
 * steps: the Portal that has it gives it up, and another one takes it; what is said meanwhile waits
 * here. Two Portals that both take themselves for the one are told by this alone who it is.
 */
export class HubMoves {
  readonly #options: HubMovesOptions;
  readonly #homes = new SessionHomes();

  /**
   * Creates it; no session has moved.
   *
   * @param options The Portals, and the Server.
   */
  constructor(options: HubMovesOptions) {
    this.#options = options;
  }

  /** Returns the number of the Portal that a session is at; less than zero while it is at none. */
  readonly homeOf = (sessid: number): number => this.#homes.of(sessid);

  /** Sends what the Server says to the Portals of the sessions that it is for. */
  route(message: OfSessions): void {
    if (message.kind === "transfer") this.#homes.leave(message.sessid);
    for (const [home, part] of byPortal(message, this.homeOf)) {
      if (home >= 0) this.#options.portal(home)?.send(part);
      else if (!this.#homes.keep(-home, part)) this.#lose(-home);
    }
  }

  /** Does what a Portal says of a session that moves. */
  obey(portal: LinkedPortal, { kind, sync }: MoveWord): void {
    if (kind === "handOver") this.#handOver(portal, sync);
    else this.#takeOver(portal, sync);
  }

  /** Takes note of a session that comes from another realm, by a Portal to which it may have moved. */
  arrived(portal: LinkedPortal, sync: SessionSync): void {
    this.#homes.returned(sync.sessid);
    const isTheirs = portalOfSession(sync) === portal.portal;
    const isKept = sync.portal !== undefined || this.#homes.knows(sync.sessid);
    if (isTheirs && isKept && this.#homes.isNews(sync)) return this.#settle(portal, sync);
    // Two may come from a realm that was shut down while it moved there.
    const home = this.#homes.of(sync.sessid);
    if (home >= 0 && home !== portal.portal) this.#refuse(portal, sync);
  }

  /** Hears of a session between two Portals that its client is gone from the one that gave it up. */
  orphaned({ portal }: LinkedPortal, sessid: number): void {
    if (this.#homes.lastOf(sessid) === portal) {
      this.#homes.setGrace(sessid, this.#grace(sessid, ORPHAN_MS));
    }
  }

  /** Forgets a session of which its Portal says that it has ended. */
  ended(sessid: number): void {
    this.#homes.forget(sessid);
  }

  /**
   * Takes what a Portal says to be all its sessions.
   *
   * @returns Those of them that are, and those that it has given up and nobody has taken.
   */
  claim(portal: LinkedPortal, sessions: readonly SessionSync[]): readonly SessionSync[] {
    const own = sessions.filter((sync) => this.#claimOne(portal, sync));
    this.#homes.keepOnly(portal.portal, new Set(own.map(({ sessid }) => sessid)));
    const named = new Set(sessions.map(({ sessid }) => sessid));
    const givenUp = this.givenUpBy(portal.portal);
    // One that it names no more has ended there, or went on in another realm.
    for (const { sessid } of givenUp) if (!named.has(sessid)) this.orphaned(portal, sessid);
    return [...own, ...givenUp];
  }

  /** What is known of the sessions that a Portal has given up and nobody has taken. */
  givenUpBy(portal: number): readonly SessionSync[] {
    return this.#homes.between.filter(({ from }) => from === portal).map(({ sync }) => sync);
  }

  /**
   * Returns each session once that several Portals have told of, and those that are at none.
   *
   * @param told What each Portal has said to be its sessions.
   */
  agreed(told: ReadonlyMap<LinkedPortal, readonly SessionSync[]>): readonly SessionSync[] {
    const sessions = new Map<number, SessionSync>();
    for (const { sync } of this.#homes.between) sessions.set(sync.sessid, sync);
    for (const [{ portal }, syncs] of told) {
      for (const sync of syncs) {
        if (this.#homes.of(sync.sessid) === portal) sessions.set(sync.sessid, sync);
      }
    }
    return [...sessions.values()];
  }

  /** Tells a Server that has come which sessions moved while it was being started. */
  tellAll(): void {
    for (const [sessid, portal] of this.#homes.all) {
      this.#options.tellServer({ kind: "moved", sessid, portal });
    }
  }

  /** Forgets the sessions that have moved to a Portal which is gone. */
  gone(portal: number): void {
    this.#homes.keepOnly(portal, new Set());
  }

  /** Forgets all. */
  close(): void {
    this.#homes.clear();
  }

  #handOver(portal: LinkedPortal, sync: SessionSync): void {
    const { sessid } = sync;
    if (this.#homes.of(sessid) !== portal.portal) return this.#refuse(portal, sync);
    // One that leaves the realm moves no more in it: its Portal will have heard by this answer.
    if (!this.#homes.isLeaving(sessid)) {
      this.#homes.giveUp(portal.portal, { sync, grace: this.#grace(sessid, BETWEEN_MS) });
    }
    portal.send({ kind: "handedOver", sessid });
  }

  #takeOver(portal: LinkedPortal, sync: SessionSync): void {
    const { sessid } = sync;
    const isOwn = this.#homes.of(sessid) === portal.portal;
    if (!isOwn && !this.#homes.isNews(sync)) return this.#refuse(portal, sync);
    portal.send({ kind: "tookOver", sessid });
    if (isOwn && this.#homes.isLeaving(sessid)) return;
    this.#settle(portal, sync);
    this.#options.tellServer({ kind: "moved", sessid, portal: portal.portal });
  }

  #claimOne(portal: LinkedPortal, sync: SessionSync): boolean {
    const { sessid } = sync;
    const isKnown = this.#homes.knows(sessid);
    const isTheirs = portalOfSession(sync) === portal.portal;
    const isNews = isTheirs && this.#homes.isNews(sync);
    if (isKnown && !isNews && this.#homes.lastOf(sessid) === portal.portal) {
      // One that it has given up it names until that is taken, or until it takes it back.
      return this.#homes.of(sessid) === portal.portal;
    }
    const isOwn = isKnown ? isNews : isTheirs;
    if (!isOwn) this.#refuse(portal, sync);
    // Most have never moved: of them nothing is kept.
    else if (isKnown || sync.portal !== undefined) this.#settle(portal, sync);
    return isOwn;
  }

  /** Notes that a Portal has a session, which is told what was kept; whoever had it is told, too. */
  #settle(portal: LinkedPortal, sync: SessionSync): void {
    const { sessid } = sync;
    // The first may have been told nothing, if the Server before has ended in between.
    const from = this.#homes.lastOf(sessid);
    for (const message of this.#homes.arrive(sync, portal.portal)) portal.send(message);
    for (const before of new Set([from, portalOf(sessid)])) {
      if (before !== portal.portal) this.#options.portal(before)?.send(letGo(sync));
    }
    if (from === portal.portal) return;
    const data = { from, to: portal.portal };
    this.#options.trace.emit("realm:moved", { level: "debug", sessid, data });
  }

  #grace(sessid: number, ms: number): Disposable {
    return this.#options.clock.timer(ms, () => this.#lose(sessid));
  }

  #refuse(portal: LinkedPortal, sync: SessionSync): void {
    portal.send(letGo(sync));
  }

  /** Takes a session for ended that nobody has, or to which more was said than is kept. */
  #lose(sessid: number): void {
    const between = this.#homes.forget(sessid);
    if (between === undefined) return;
    this.#options.portal(between.from)?.send(letGo(between.sync));
    this.#options.tellServer({ kind: "disconnect", sessid, reason: "client_closed" });
  }
}

/** Says that another Portal has a session, which has gone on no further than this tells. */
function letGo({ sessid, hops = 0 }: SessionSync): HubWord {
  return { kind: "letGo", sessid, hops };
}
