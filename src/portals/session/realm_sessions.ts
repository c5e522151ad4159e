import type { PortalMessage, StartMode } from "../../core/boundary/messages.ts";
import { isUsedUp, type UsedUp } from "../../core/boundary/used_up.ts";
import type { WallGate } from "../observatory/control/wall_gate.ts";
import type { RemoteSessions, TakeUnran } from "../remote_sessions.ts";
import type { ShownCalls } from "../secrets/shown_calls.ts";
import type { InputMessage } from "./held_input.ts";
import type { PortalSession } from "./portal_session.ts";
import type { SessionMessage } from "./session_message.ts";
import { type Send, WayToServer, type WayToServerOptions } from "./way_to_server.ts";

/** What {@linkcode RealmSessions} are made with. */
export interface RealmSessionsOptions {
  /** The realm's name. */
  readonly realm: string;
  /** The sessions that are there. */
  readonly sessions: Map<number, PortalSession>;
  /** What the way to its Server is made with, beside the sessions. */
  readonly way: Omit<WayToServerOptions, "sessions" | "wall">;
  readonly wall: () => WallGate;
  readonly shown: ShownCalls;
  /** Returns the part of what the Server says that is about sessions which are there. */
  readonly ownPart: (message: SessionMessage) => SessionMessage | undefined;
  /** Tells clients one line of markup. */
  readonly announce: (markup: string, sessions: ReadonlyMap<number, PortalSession>) => void;
}

/** The sessions that are in one realm, and the way to its Server. */
export class RealmSessions implements RemoteSessions {
  readonly realm: string;
  readonly shown: ShownCalls;
  readonly #options: RealmSessionsOptions;
  readonly #way: WayToServer;
  #takeUnran: TakeUnran = () => [];

  /**
   * Creates a realm whose Server is not there yet.
   *
   * @param options The sessions, and what is beside the way.
   */
  constructor(options: RealmSessionsOptions) {
    const { realm, shown, sessions, way, wall } = options;
    this.realm = realm;
    this.shown = shown;
    this.#options = options;
    this.#way = new WayToServer({
      ...{ ...way, sessions },
      wall: () => ({
        toServer: (message) => wall().toServer(message),
        closed: (sessid) => wall().closed(sessid),
        forget: (sessid) => wall().forget(sessid),
        serverGone: () => wall().serverGone((sessid) => this.owns(sessid)),
      }),
    });
  }

  /** The sessions that are there. */
  get all(): readonly PortalSession[] {
    return [...this.#options.sessions.values()];
  }

  /** The way to the realm's Server. */
  get way(): Pick<
    WayToServer,
    | "send"
    | "cross"
    | "closed"
    | "ended"
    | "isServed"
    | "lastLineOf"
    | "letGo"
    | "adopt"
    | "confirm"
  > {
    return this.#way;
  }

  /** Tells whether a session is there, or was at its end and the Server is still to be told. */
  owns(sessid: number): boolean {
    return this.#options.sessions.has(sessid) || this.#way.isGone(sessid);
  }

  /** Tells whether a session is there. */
  has(sessid: number): boolean {
    return this.#options.sessions.has(sessid);
  }

  /** Adds a session that comes as a new connection; nobody is told. */
  add(session: PortalSession): void {
    this.#options.sessions.set(session.sessid, session);
  }

  /** Removes a session that has ended; nobody is told. */
  remove(sessid: number): void {
    this.#options.sessions.delete(sessid);
  }

  /**
   * Removes a session that its Server has let go.
   *
   * @param sessid The session.
   * @param used What of its input is used up.
   * @returns What it sent beyond that, in order.
   */
  leave(sessid: number, used: UsedUp): readonly InputMessage[] {
    const sent = [...this.#takeUnran(sessid), ...this.#way.leave(sessid)];
    this.remove(sessid);
    return sent.filter(({ line }) => line === undefined || !isUsedUp(line, used));
  }

  /** Takes a session in that comes from elsewhere, with what it sent and nobody has run. */
  enter(session: PortalSession, inputs: readonly InputMessage[]): void {
    this.add(session);
    this.#way.arrive(session, inputs);
  }

  unranBy(take: TakeUnran): void {
    this.#takeUnran = take;
  }

  hold(): void {
    this.#way.hold();
  }

  resync(mode: StartMode | "join", send: Send): void {
    this.#way.resync(mode, send);
  }

  release(): void {
    this.#way.release();
  }

  putBack(unsent: readonly PortalMessage[]): void {
    this.#way.putBack(unsent);
  }

  receive(message: SessionMessage): void {
    const own = this.#options.ownPart(message);
    if (own !== undefined) this.#options.wall().toPortal(own);
  }

  announce(markup: string): void {
    this.#options.announce(markup, this.#options.sessions);
  }
}
