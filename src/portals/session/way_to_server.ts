import { hasAccount } from "../../core/boundary/lifecycle.ts";
import type {
  CloseReason,
  PortalMessage,
  SessionSync,
  StartMode,
} from "../../core/boundary/messages.ts";
import type { WallGate } from "../observatory/control/wall_gate.ts";
import { GoneSessions } from "./gone_sessions.ts";
import { HELD, HeldInput, type InputMessage } from "./held_input.ts";
import type { LineNumbers } from "./line_numbers.ts";
import type { PortalSession } from "./portal_session.ts";
import type { HeardSession } from "./portal_session_parts.ts";
import type { SessionRecord } from "./session_record.ts";

/** Sends to a Server. */
export type Send = (message: PortalMessage) => void;

/** A Server that is taking over. */
interface Starting {
  readonly send: Send;
  /** What it was told of the sessions. */
  readonly told: Map<number, SessionSync>;
  /** Those of them that went on elsewhere meanwhile. */
  readonly left: number[];
}

/** What a {@linkcode WayToServer} is made with. */
export interface WayToServerOptions {
  /** The number of this one of several Portals; 0 for the only one. */
  readonly portal: number;
  /** When the Portal started: milliseconds since 1970. */
  readonly startedAt: number;
  /** The sessions whose way this is. */
  readonly sessions: ReadonlyMap<number, PortalSession>;
  /**
   * Numbers what they say; absent for the only Portal, where nothing is numbered: what that says
   * gets to its Server or comes back.
   */
  readonly numbers: LineNumbers | undefined;
  /** Every session that is there, whichever way is its own: their numbers go on. */
  readonly numbered: { has(sessid: number): boolean };
  /** Where what sessions say can be held, on its way to {@linkcode WayToServer.cross}. */
  readonly wall: () => Pick<WallGate, "toServer" | "serverGone" | "closed" | "forget">;
  /** Is told, once until all is let through, that what a session sends is lost: too much waits. */
  readonly onLost: (sessid: number) => void;
}

/**
 * The way that what sessions say takes to the Server, which may be gone, or be another one now.
 *
 * While no Server is there to listen, input is held; everything else about a session is told by
 * the next {@linkcode resync} and {@linkcode release}.
 */
export class WayToServer {
  readonly #options: WayToServerOptions;
  readonly #held: HeldInput;
  readonly #gone = new GoneSessions();
  #toServer: Send | undefined;
  #starting: Starting | undefined;

  /**
   * Creates a way that leads to no Server yet.
   *
   * @param options The sessions.
   */
  constructor(options: WayToServerOptions) {
    this.#options = options;
    this.#held = new HeldInput({ ...HELD, onLost: options.onLost });
  }

  /** Whether a Server listens. */
  get isServed(): boolean {
    return this.#toServer !== undefined;
  }

  /** Tells whether a session has ended and the Server is still to be told, or the next one. */
  isGone(sessid: number): boolean {
    return this.#gone.has(sessid);
  }

  /** Holds input from now on, until {@linkcode release}. */
  hold(): void {
    const { wall, numbers, numbered } = this.#options;
    this.#toServer = undefined;
    this.#starting = undefined;
    for (const message of this.#inputs(wall().serverGone())) this.#held.add(message);
    numbers?.keepOnly(numbered);
  }

  /**
   * Tells a Server of every session. What clients send is held until it is ready.
   *
   * A new Server is told, too, of those logged in that ended while none listened. One that this
   * Portal joins runs already: it waits for the answers to its questions, and those whom it is not
   * told of have ended.
   *
   * @param mode How that Server came to start.
   * @param send Sends to it.
   */
  resync(mode: StartMode | "join", send: Send): void {
    const { portal, startedAt: portalStart } = this.#options;
    this.hold();
    const live = [...this.#options.sessions.values()];
    const isNew = mode !== "cold" && mode !== "join";
    if (isNew) { for (const session of live) session.forgetQuestion(); }
    const gone = mode === "join" ? [] : this.#gone.withAccount();
    const sessions = [...live.map(({ sync }) => sync), ...gone];
    send(
      mode === "join" ? { kind: mode, portal, sessions } : {
        ...{ kind: "sync", mode, portalStart, sessions },
      },
    );
    const told = new Map(sessions.map((sync) => [sync.sessid, sync]));
    this.#starting = { send, told, left: [] };
  }

  /**
   * Lets what is sent flow to the Server that was told of the sessions, now that it is ready: what
   * happened to them since comes first, then what was held, in order.
   */
  release(): void {
    if (this.#starting === undefined) return;
    const { send, told, left } = this.#starting;
    const { sessions } = this.#options;
    this.#starting = undefined;
    this.#toServer = send;
    for (const sessid of left) send({ kind: "disconnect", sessid, reason: "client_closed" });
    for (const message of this.#gone.takeAll()) this.cross(message);
    for (const session of sessions.values()) {
      for (const message of session.newsSince(told.get(session.sessid))) this.send(message);
    }
    for (const message of this.#held.takeAll()) {
      // What has its number was let through already, and must not come behind a higher one.
      if (message.line === undefined) this.send(message);
      else this.cross(message);
    }
  }

  /**
   * Holds again what was sent to a Server and never reached it, before anything that came later.
   *
   * @param unsent What it was; all but the input of sessions that live is told anew anyway.
   */
  putBack(unsent: readonly PortalMessage[]): void {
    this.#held.putBack(this.#inputs(unsent));
  }

  /** Sends what a session says, if a Server listens. */
  send(message: PortalMessage): void {
    if (this.#toServer !== undefined) this.#options.wall().toServer(message);
    else if (message.kind === "input") this.#held.add(message);
  }

  /** Takes what was let through to the Server. */
  cross(message: PortalMessage): void {
    if (message.kind === "disconnect") {
      // Once the Server is told of an end, nobody else has to be.
      this.#gone.delete(message.sessid);
      this.#options.numbers?.forget(message.sessid);
    }
    this.#toServer?.(this.#options.numbers?.number(message) ?? message);
  }

  /**
   * Takes note that the Server has let a session go, which goes on elsewhere.
   *
   * @returns What of it was held, in order, and is held no more.
   */
  leave(sessid: number): readonly InputMessage[] {
    // Named to a Server that had let it go before: that one may have taken it for one that is back.
    if (this.#starting?.told.delete(sessid)) this.#starting.left.push(sessid);
    // It keeps what lets the session go until it knows that this was heard.
    if (this.#options.numbers !== undefined) {
      this.#toServer?.({ kind: "disconnect", sessid, reason: "client_closed" });
    }
    return this.#held.takeOf(sessid);
  }

  /**
   * Tells the Server of a session that comes from elsewhere, or lets it be told by the next one.
   *
   * @param session The session, which is one of this way's by now.
   * @param inputs What it sent and nobody has run, in order.
   */
  arrive(session: PortalSession, inputs: readonly InputMessage[]): void {
    if (this.#toServer === undefined) {
      for (const message of inputs) this.#held.add(message);
      return;
    }
    // Whatever of it waits at the wall comes behind.
    for (const message of [...session.newsSince(undefined), ...inputs]) this.cross(message);
  }

  /** Tells the Server, or the next one, that a session has lost its connection. */
  closed({ sessid, sync }: HeardSession, reason: CloseReason): void {
    this.#held.forget(sessid);
    const isEnded = this.#options.wall().closed(sessid);
    const isServed = this.#toServer !== undefined;
    const isKnown = isServed || hasAccount(sync.state) || this.#starting?.told.has(sessid);
    if (isKnown && !isEnded) this.#gone.add(sync, reason);
    if (isServed) this.send({ kind: "disconnect", sessid, reason });
  }

  /** Takes note that the Server itself has ended a session: the next one has nothing to do for it. */
  ended(sessid: number): void {
    this.#gone.delete(sessid);
  }

  /** The last number that what a session sent was given; 0 for none. */
  lastLineOf(sessid: number): number {
    return this.#options.numbers?.lastOf(sessid) ?? 0;
  }

  /** Forgets a session that goes on at another Portal; no Server is told of it. */
  letGo(sessid: number): void {
    this.#held.forget(sessid);
    this.#gone.delete(sessid);
    this.#options.numbers?.forget(sessid);
    this.#options.wall().forget(sessid);
  }

  /** Goes on with a session of another Portal; what was not run waits for {@linkcode confirm}. */
  adopt({ sync: { sessid }, lastLine, input }: SessionRecord): void {
    this.#options.numbers?.goOn(sessid, lastLine);
    for (const message of input) this.#held.add(message);
  }

  /** Sends what an adopted session had sent, if a Server listens; else it is held. */
  confirm(sessid: number): void {
    if (this.#toServer === undefined) return;
    for (const message of this.#held.takeOf(sessid)) this.cross(message);
  }

  #inputs(messages: readonly PortalMessage[]): readonly InputMessage[] {
    return messages.filter((message): message is InputMessage =>
      message.kind === "input" && this.#options.sessions.has(message.sessid)
    );
  }
}
