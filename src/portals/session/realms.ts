import { hasAccount } from "../../core/boundary/lifecycle.ts";
import type { PortalMessage, ServerMessage } from "../../core/boundary/messages.ts";
import type { Passport } from "../../core/boundary/session_sync.ts";
import type { UsedUp } from "../../core/boundary/used_up.ts";
import { ownPart } from "./own_part.ts";
import type { PortalSession } from "./portal_session.ts";
import { RealmSessions, type RealmSessionsOptions } from "./realm_sessions.ts";
import type { SessionMessage } from "./session_message.ts";

/** A session is to go on in another realm. */
type Transfer = Extract<ServerMessage, { kind: "transfer" }>;

/** What {@linkcode Realms} are made with. */
export interface RealmsOptions extends Omit<RealmSessionsOptions, "realm" | "ownPart"> {
  /** Every session of the Portal, wherever it is. */
  readonly sessions: Map<number, PortalSession>;
  /** The names of the realms, that of home first. */
  readonly names: readonly [home: string, ...others: string[]];
  /** Tells one client a text of markup. */
  readonly say: (sessid: number, markup: string) => void;
  /** Is told of a session that is about to leave its realm. */
  readonly onLeaving: (session: PortalSession) => void;
  /** Is told of a session that has come to another realm, or back to its own. */
  readonly onMoved: (session: PortalSession, from: string, to: string) => void;
}

/**
 * The realms behind one Portal. Each session is in one of them at a time, and begins at home.
 *
 * Where there is one realm this costs nothing: all its sessions are all there are.
 */
export class Realms {
  /** Where sessions begin, and their accounts are kept. */
  readonly home: RealmSessions;
  readonly #options: RealmsOptions;
  readonly #others: ReadonlyMap<string, RealmSessions>;
  /** Those of whom what lets them go waits at the wall: what their Server says after it is stale. */
  readonly #leaving = new Set<number>();

  /**
   * Creates the realms; no session is in any of them.
   *
   * @param options Their names, and what each of them is made with.
   */
  constructor(options: RealmsOptions) {
    this.#options = options;
    const [home, ...others] = options.names;
    const sessions = others.length === 0 ? options.sessions : new Map<number, PortalSession>();
    this.home = this.#make(home, sessions);
    this.#others = new Map(others.map((name) => [name, this.#make(name, new Map())]));
  }

  /** All but home. */
  get others(): readonly RealmSessions[] {
    return [...this.#others.values()];
  }

  /** The sessions that are away from home. */
  get away(): readonly PortalSession[] {
    return this.others.flatMap(({ all }) => all);
  }

  /** Returns the realm in which a session is, or was at its end. */
  of(sessid: number): RealmSessions {
    if (this.#others.size > 0) {
      for (const other of this.#others.values()) if (other.owns(sessid)) return other;
    }
    return this.home;
  }

  /** Finds a realm by its name. */
  named(name: string): RealmSessions | undefined {
    return name === this.home.realm ? this.home : this.#others.get(name);
  }

  /** Sends what a session says, if the Server of its realm listens. */
  send(message: PortalMessage): void {
    this.#ofMessage(message).way.send(message);
  }

  /** Takes what was let through to the Server. */
  cross(message: PortalMessage): void {
    this.#ofMessage(message).way.cross(message);
  }

  /**
   * Lets a session go on in another realm, as its Server has let it go. Where that one cannot be
   * entered it comes back to the one that it left, and waits there if need be.
   */
  transfer({ sessid, realm, passport, carry, text, ...used }: Transfer): void {
    this.#leaving.delete(sessid);
    const session = this.#options.sessions.get(sessid);
    if (session === undefined) return;
    const from = this.of(sessid);
    const to = this.named(realm);
    if (text !== null) this.#options.say(sessid, text);
    // Who is nobody there any more, or was not let in, cannot come back: home is waited for.
    const mustGo = to === this.home && (passport === null || !hasAccount(session.sync.state));
    const isOpen = to !== undefined && to !== from && (mustGo || to.way.isServed);
    if (!isOpen) this.#options.say(sessid, `|y${realm} cannot be entered now.|n`);
    // Whoever comes from abroad is who home said: the Portal has kept its word.
    const proof = from === this.home || passport === null
      ? passport
      : session.sync.passport ?? null;
    this.#move(session, from, { to: isOpen ? to : from, passport: proof, carry, used });
  }

  /** Lets everybody in a realm that has ended go on at home. */
  close(from: RealmSessions): void {
    if (from === this.home) return;
    for (const session of from.all) {
      const { passport = null } = session.sync;
      this.#options.say(session.sessid, `|y${from.realm} was shut down: you go home.|n`);
      this.#move(session, from, { to: this.home, passport, carry: {}, used: {} });
    }
  }

  #move(
    session: PortalSession,
    from: RealmSessions,
    { to, used, ...arrival }: Pick<Transfer, "carry"> & {
      readonly to: RealmSessions;
      readonly passport: Passport | null;
      readonly used: UsedUp;
    },
  ): void {
    const { sessid } = session;
    this.#options.onLeaving(session);
    session.arrive({ ...arrival, isHome: to === this.home });
    // A client that can be told nothing has ended by now.
    if (!from.has(sessid)) return;
    const inputs = from.leave(sessid, used);
    this.#options.onMoved(session, from.realm, to.realm);
    to.enter(session, inputs);
  }

  #make(realm: string, sessions: Map<number, PortalSession>): RealmSessions {
    const made: RealmSessions = new RealmSessions({
      ...{ ...this.#options, realm, sessions },
      ownPart: (message) => this.#ownPart(made, message),
    });
    return made;
  }

  #ownPart(realm: RealmSessions, message: SessionMessage): SessionMessage | undefined {
    // Of whom to keep out, and of what is declared, home decides.
    const isHomes = message.kind === "gate" || message.kind === "oob";
    if (isHomes) return realm === this.home ? message : undefined;
    const isOwn = (sessid: number) => this.of(sessid) === realm && !this.#leaving.has(sessid);
    const own = this.#others.size === 0 ? message : ownPart(message, isOwn);
    if (own?.kind === "transfer") this.#leaving.add(own.sessid);
    return own;
  }

  #ofMessage(message: PortalMessage): RealmSessions {
    if (message.kind === "connect") return this.of(message.sync.sessid);
    return "sessid" in message && message.sessid !== null ? this.of(message.sessid) : this.home;
  }
}
