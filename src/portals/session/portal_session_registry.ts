import type { Clock } from "../../core/clock.ts";
import type { OobNames } from "../../core/boundary/oob_names.ts";
import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import { hasAccount } from "../../core/boundary/lifecycle.ts";
import type {
  CloseReason,
  PortalMessage,
  ServerMessage,
  SessionSync,
  StartMode,
} from "../../core/boundary/messages.ts";
import type { Trace } from "../../core/trace/trace.ts";
import { SharedRender } from "../render/shared_render.ts";
import type { ConnectionEvents, ConnectionSink, ProtocolConnection } from "./connection.ts";
import { ConnectionGate, type ConnectionLimits } from "./connection_gate.ts";
import { type CrowdLimits, isCrowded } from "./crowd.ts";
import { GuardedConnection } from "./guarded_connection.ts";
import { HeldInput, type InputMessage } from "./held_input.ts";
import { newSync } from "./new_sync.ts";
import { PortalSession, type SessionLimits } from "./portal_session.ts";
import { XrayRoom } from "../xray/xray_room.ts";
import { stackOf } from "../../core/trace/error_text.ts";

/** How much is held for a Server that is being started: a long paste of everybody, not a flood. */
const HELD = { perSession: 200, characters: 16_000_000 } as const;

const LOST = "|yThe world does not listen yet, and too much waits for it: " +
  "what you type from here on is lost.|n";

/** What a {@linkcode PortalSessionRegistry} is made with. */
export interface RegistryOptions {
  readonly clock: Clock;
  readonly trace: Trace;
  readonly limits: SessionLimits & ConnectionLimits & CrowdLimits;
}

/** Sends to a Server. */
type Send = (message: PortalMessage) => void;

/** The messages that speak of particular sessions, or of whom to keep out. */
export type SessionMessage = Extract<
  ServerMessage,
  { kind: "output" | "login" | "sync" | "disconnect" | "gate" | "oob" | "xray" }
>;

/**
 * Every connection, by sessid. Numbers count up from 1 and are never used twice.
 *
 * While no Server is there to listen, input is held; everything else about a session is told by
 * the next {@linkcode resync} and {@linkcode release}.
 */
export class PortalSessionRegistry implements ConnectionSink {
  readonly #options: RegistryOptions;
  readonly #gate: ConnectionGate;
  readonly #sessions = new Map<number, PortalSession>();
  readonly #startedAt: number;
  #lastSessid = 0;
  #oob: OobNames = [];
  readonly #held: HeldInput;
  readonly #xrays: XrayRoom;
  #toServer: Send | undefined;
  /** The Server that is taking over, and what it was told. */
  #starting: { readonly send: Send; readonly told: ReadonlyMap<number, SessionSync> } | undefined;
  /** Sessions that ended while no Server listened, and that a Server may know of. */
  readonly #gone = new Map<number, { readonly sync: SessionSync; readonly reason: CloseReason }>();

  /**
   * Creates an empty registry; no Server is attached yet.
   *
   * @param options The clock, the trace and the limits of sessions and connections.
   */
  constructor(options: RegistryOptions) {
    this.#options = options;
    this.#gate = new ConnectionGate(options.limits, options.clock);
    this.#startedAt = options.clock.now();
    this.#held = new HeldInput({ ...HELD, onLost: (sessid) => this.#say(sessid, LOST) });
    this.#xrays = new XrayRoom({
      ...options,
      session: (sessid) => this.#sessions.get(sessid),
      say: (sessid, markup) => this.#say(sessid, markup),
    });
  }

  /** How many connections there are. */
  get count(): number {
    return this.#sessions.size;
  }

  /** What the last Server that was ready declared of out-of-band messages. */
  get oob(): OobNames {
    return this.#oob;
  }

  /** How many accounts are logged in, each with one session or several. */
  get players(): number {
    return new Set(this.syncs.filter(({ state }) => hasAccount(state)).map(({ uid }) => uid)).size;
  }

  /** What is known of every connection. */
  get syncs(): readonly SessionSync[] {
    return [...this.#sessions.values()].map(({ sync }) => sync);
  }

  /** Tells whether a ban keeps an address out, whatever it wants. */
  isBanned(address: string): boolean {
    return this.#gate.isBanned(address);
  }

  connect(
    connection: ProtocolConnection,
    flags: ProtocolFlags,
  ):
    | { readonly kind: "accepted"; readonly sessid: number; readonly events: ConnectionEvents }
    | { readonly kind: "refused"; readonly reason: CloseReason } {
    const { clock, trace, limits } = this.#options;
    const { address, protocolKey } = connection;
    const reason = this.#refusal(address);
    if (reason !== undefined) {
      trace.emit("portal:refuse", { level: "warn", data: { address, protocolKey, reason } });
      return { kind: "refused", reason };
    }
    const sync = newSync(++this.#lastSessid, connection, flags, clock.now());
    const guarded = new GuardedConnection(
      connection,
      (call, error) => this.#onFailure(session, call, error),
    );
    const session = new PortalSession(guarded, sync, {
      clock,
      limits,
      send: (message) => this.#send(message),
      onClosed: (closed, reason) => this.#onClosed(closed, reason),
    });
    this.#sessions.set(sync.sessid, session);
    trace.emit("portal:connect", { sessid: sync.sessid, data: { address, protocolKey } });
    this.#send({ kind: "connect", sync: session.sync });
    return { kind: "accepted", sessid: sync.sessid, events: session };
  }

  /** Holds input from now on, until {@linkcode release}. */
  hold(): void {
    this.#toServer = undefined;
    this.#starting = undefined;
  }

  /**
   * Tells a new Server of every session, also of those logged in that ended while none listened.
   * What clients send is held until it is ready.
   *
   * @param mode How that Server came to start.
   * @param send Sends to it.
   */
  resync(mode: StartMode, send: Send): void {
    this.hold();
    const live = [...this.#sessions.values()];
    if (mode !== "cold") { for (const session of live) session.forgetQuestion(); }
    for (const [sessid, { sync }] of this.#gone) {
      if (!hasAccount(sync.state)) this.#gone.delete(sessid);
    }
    const sessions = [...live, ...this.#gone.values()].map(({ sync }) => sync);
    send({ kind: "sync", mode, portalStart: this.#startedAt, sessions });
    this.#starting = { send, told: new Map(sessions.map((sync) => [sync.sessid, sync])) };
  }

  /**
   * Lets what is sent flow to the Server that was told of the sessions, now that it is ready: what
   * happened to them since comes first, then what was held, in order.
   */
  release(): void {
    if (this.#starting === undefined) return;
    const { send, told } = this.#starting;
    this.#starting = undefined;
    this.#toServer = send;
    for (const [sessid, { reason }] of this.#gone) send({ kind: "disconnect", sessid, reason });
    this.#gone.clear();
    for (const session of this.#sessions.values()) session.tellSince(told.get(session.sessid));
    for (const message of this.#held.takeAll()) send(message);
  }

  /**
   * Holds again what was sent to a Server and never reached it, before anything that came later.
   *
   * @param unsent What it was; all but the input of sessions that live is told anew anyway.
   */
  putBack(unsent: readonly PortalMessage[]): void {
    this.#held.putBack(
      unsent.filter((message): message is InputMessage =>
        message.kind === "input" && this.#sessions.has(message.sessid)
      ),
    );
  }

  /** Does what the Server says of particular sessions, and of whom to keep out. */
  receive(message: SessionMessage): void {
    switch (message.kind) {
      case "gate":
        return this.#gate.setBans(message.bans);
      case "oob":
        this.#oob = message.names;
        return;
      case "xray":
        return this.#xray(message);
      case "output": {
        const shared = new SharedRender();
        for (const id of message.sessids) this.#sessions.get(id)?.deliver(message.calls, shared);
        return;
      }
      case "login":
        return this.#applySync(message.sessid, { uid: message.uid, uname: message.uname });
      case "sync":
        return this.#applySync(message.sessid, defined(message.fields));
      case "disconnect":
        for (const id of message.sessids) {
          this.#sessions.get(id)?.disconnect(message.reason, message.text);
          // The next Server has nothing left to do for it.
          this.#gone.delete(id);
        }
    }
  }

  /** Tells every client one line of markup. */
  announce(markup: string): void {
    const shared = new SharedRender();
    for (const session of this.#sessions.values()) {
      session.deliver([["text", [markup], {}]], shared);
    }
  }

  /** Ends every connection, saying `text` first. */
  disconnectAll(reason: CloseReason, text: string | null): void {
    for (const session of [...this.#sessions.values()]) session.disconnect(reason, text);
  }

  #xray({ action, viewer, target }: Extract<SessionMessage, { kind: "xray" }>): void {
    if (action === "stop") this.#xrays.stop(viewer, target);
    else if (target !== null) this.#xrays.start(viewer, target);
  }

  #refusal(address: string): CloseReason | undefined {
    const reason = this.#gate.refusal(address);
    if (reason !== undefined) return reason;
    const isFull = isCrowded(address, this.#sessions.values(), this.#options.limits);
    return isFull ? "too_many_connections" : undefined;
  }

  #applySync(sessid: number, fields: Partial<SessionSync>): void {
    const session = this.#sessions.get(sessid);
    const uid = session?.sync.uid ?? null;
    session?.applySync(fields);
    if (uid !== null && session?.sync.uid !== uid) this.#xrays.logout(sessid);
  }

  #onFailure(session: PortalSession, call: string, error: unknown): void {
    const { sessid, sync: { protocolKey } } = session;
    const text = stackOf(error);
    const data = { portal: protocolKey, call, error: text };
    this.#options.trace.emit("portal:fail", { level: "error", sessid, data });
    session.disconnect("server_error", null);
  }

  #onClosed(session: PortalSession, reason: CloseReason): void {
    this.#sessions.delete(session.sessid);
    const sessid = session.sessid;
    this.#options.trace.emit("portal:disconnect", { sessid, data: { reason } });
    this.#held.forget(sessid);
    this.#xrays.forget(sessid);
    if (this.#toServer !== undefined) return this.#send({ kind: "disconnect", sessid, reason });
    const { sync } = session;
    const isKnown = hasAccount(sync.state) || this.#starting?.told.has(sessid);
    if (isKnown) this.#gone.set(sessid, { sync, reason });
  }

  #send(message: PortalMessage): void {
    if (this.#toServer !== undefined) this.#toServer(message);
    else if (message.kind === "input") this.#held.add(message);
  }

  #say(sessid: number, markup: string): void {
    this.#sessions.get(sessid)?.deliver([["text", [markup], {}]], new SharedRender());
  }
}

/** Drops the fields that are `undefined`, which "not said" looks like after parsing. */
function defined(fields: { readonly [K in keyof SessionSync]?: SessionSync[K] | undefined }) {
  const said = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as Partial<SessionSync>; // the same fields, less the unsaid
}
