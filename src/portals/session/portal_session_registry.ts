import type { Clock } from "../../core/clock.ts";
import type { ProtocolFlags } from "../../core/boundary/flags.ts";
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
import { PortalSession, type SessionLimits } from "./portal_session.ts";

/** What a {@linkcode PortalSessionRegistry} is made with. */
export interface RegistryOptions {
  readonly clock: Clock;
  readonly trace: Trace;
  readonly limits: SessionLimits & ConnectionLimits;
}

/** The messages that speak of particular sessions. */
export type SessionMessage = Extract<
  ServerMessage,
  { kind: "output" | "login" | "sync" | "disconnect" }
>;

/**
 * Every connection, by sessid. Numbers count up from 1 and are never used twice.
 *
 * While no Server is there to listen, typed lines are held; everything else about a session is
 * told by the next {@linkcode resync}.
 */
export class PortalSessionRegistry implements ConnectionSink {
  readonly #options: RegistryOptions;
  readonly #gate: ConnectionGate;
  readonly #sessions = new Map<number, PortalSession>();
  readonly #startedAt: number;
  #lastSessid = 0;
  #toServer: ((message: PortalMessage) => void) | undefined;
  #held: PortalMessage[] = [];

  /**
   * Creates an empty registry; no Server is attached yet.
   *
   * @param options The clock, the trace and the limits of sessions and connections.
   */
  constructor(options: RegistryOptions) {
    this.#options = options;
    this.#gate = new ConnectionGate(options.limits, options.clock);
    this.#startedAt = options.clock.now();
  }

  /** How many connections there are. */
  get count(): number {
    return this.#sessions.size;
  }

  connect(
    connection: ProtocolConnection,
    flags: ProtocolFlags,
  ):
    | { readonly kind: "accepted"; readonly sessid: number; readonly events: ConnectionEvents }
    | { readonly kind: "refused"; readonly reason: CloseReason } {
    const { clock, trace, limits } = this.#options;
    const { address, protocolKey } = connection;
    if (!this.#gate.admits(address)) {
      trace.emit("portal:refuse", { level: "warn", data: { address, protocolKey } });
      return { kind: "refused", reason: "too_many_connections" };
    }
    const sync = newSync(++this.#lastSessid, connection, flags, clock.now());
    const session = new PortalSession(connection, sync, {
      clock,
      limits,
      send: (message) => this.#send(message),
      onClosed: (closed, reason) => this.#onClosed(closed, reason),
    });
    this.#sessions.set(sync.sessid, session);
    trace.emit("portal:connect", { sessid: sync.sessid, data: { address, protocolKey } });
    this.#send({ kind: "connect", sync });
    return { kind: "accepted", sessid: sync.sessid, events: session };
  }

  /** Keeps typed lines from now on, until {@linkcode resync}. */
  hold(): void {
    this.#toServer = undefined;
  }

  /**
   * Tells a new Server of every session, then replays what was typed meanwhile, in order.
   *
   * @param mode How that Server came to start.
   * @param send Sends to it.
   */
  resync(mode: StartMode, send: (message: PortalMessage) => void): void {
    const sessions = [...this.#sessions.values()];
    if (mode !== "cold") { for (const session of sessions) session.forgetQuestion(); }
    send({
      kind: "sync",
      mode,
      portalStart: this.#startedAt,
      sessions: sessions.map((session) => session.sync),
    });
    for (const session of sessions.filter((s) => s.isSettled && s.sync.state === "negotiating")) {
      send({ kind: "flags", sessid: session.sessid, flags: {}, settled: true });
    }
    this.#toServer = send;
    const held = this.#held;
    this.#held = [];
    for (const message of held) this.#send(message);
  }

  /** Does what the Server says of particular sessions. */
  receive(message: SessionMessage): void {
    switch (message.kind) {
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

  #applySync(sessid: number, fields: Partial<SessionSync>): void {
    this.#sessions.get(sessid)?.applySync(fields);
  }

  #onClosed(session: PortalSession, reason: CloseReason): void {
    this.#sessions.delete(session.sessid);
    const sessid = session.sessid;
    this.#options.trace.emit("portal:disconnect", { sessid, data: { reason } });
    this.#held = this.#held.filter((m) => !("sessid" in m) || m.sessid !== sessid);
    this.#send({ kind: "disconnect", sessid, reason });
  }

  #send(message: PortalMessage): void {
    if (this.#toServer !== undefined) this.#toServer(message);
    else if (message.kind === "input") this.#held.push(message);
  }
}

function newSync(
  sessid: number,
  connection: ProtocolConnection,
  flags: ProtocolFlags,
  now: number,
): SessionSync {
  return {
    sessid,
    protocolKey: connection.protocolKey,
    address: connection.address,
    connTime: now,
    state: "negotiating",
    uid: null,
    uname: null,
    puid: null,
    cmdLast: now,
    cmdLastVisible: now,
    cmdTotal: 0,
    protocolFlags: flags,
    cmdsets: [],
    carry: {},
  };
}

/** Drops the fields that are `undefined`, which "not said" looks like after parsing. */
function defined(fields: { readonly [K in keyof SessionSync]?: SessionSync[K] | undefined }) {
  const said = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as Partial<SessionSync>; // the same fields, less the unsaid
}
