import { firstSessid } from "../../core/boundary/portal_number.ts";
import type { OobNames } from "../../core/boundary/oob_names.ts";
import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import { hasAccount } from "../../core/boundary/lifecycle.ts";
import type {
  CloseReason,
  PortalMessage,
  SessionSync,
  StartMode,
} from "../../core/boundary/messages.ts";
import type { ConnectionSink, ProtocolConnection } from "./connection.ts";
import { ShownCalls } from "../secrets/shown_calls.ts";
import { endBanned } from "./bans_abroad.ts";
import { type AddressRates, ConnectionGate } from "./connection_gate.ts";
import { Crowd } from "./crowd.ts";
import { guardConnection } from "./guard_connection.ts";
import { LOST } from "./held_input.ts";
import { MovingSessions } from "./moving_sessions.ts";
import type { SessionMessage } from "./session_message.ts";
import type { SupervisedSessions } from "../supervised_sessions.ts";
import type { RemoteSessions, TakeUnran } from "../remote_sessions.ts";
import { LineNumbers } from "./line_numbers.ts";
import { newSync } from "./new_sync.ts";
import { OutputDelivery } from "./output_delivery.ts";
import { PortalSession } from "./portal_session.ts";
import type { HeardSession, PortalSessionParts } from "./portal_session_parts.ts";
import { Realms } from "./realms.ts";
import type { RegistryOptions } from "./registry_options.ts";
import { ratesOf } from "./session_limits.ts";
import { saidFields } from "./said_fields.ts";
import type { Send } from "./way_to_server.ts";
import { makeWallGate } from "../observatory/control/make_wall_gate.ts";
import type { WallGate } from "../observatory/control/wall_gate.ts";
import { XrayRoom } from "../xray/xray_room.ts";

export type { RegistryOptions } from "./registry_options.ts";

/**
 * Every connection, by sessid. Numbers count up, from 1 in the only Portal of a process, and are
 * never used twice. To whoever keeps the way to the Server of home it stands for the sessions there.
 *
 * While no Server is there to listen, input is held; everything else about a session is told by
 * the next {@linkcode resync} and {@linkcode release}.
 */
export class PortalSessionRegistry implements ConnectionSink, SupervisedSessions, RemoteSessions {
  /** What may be shown of what clients send. */
  readonly shown: ShownCalls = new ShownCalls();
  /** Where what the sessions and the Server say to each other can be held. */
  readonly wall: WallGate;
  /** Counts how often other Portals are asked for sessions. */
  readonly seeks: AddressRates;
  /** The realms behind the Portal, and who is where. */
  readonly realms: Realms;
  /** How many sessions there are. */
  readonly crowd: Crowd;
  readonly #options: RegistryOptions;
  readonly #gate: ConnectionGate;
  readonly #sessions = new Map<number, PortalSession>();
  #nextSessid: number;
  #oob: OobNames = [];
  readonly #xrays: XrayRoom;
  readonly #parts: PortalSessionParts;
  readonly #delivery: OutputDelivery;
  /** The sessions that go on at another Portal, or come from there. */
  readonly moving: MovingSessions;

  /**
   * Creates an empty registry; no Server is attached yet.
   *
   * @param options The clock, the trace and the limits of sessions and connections.
   */
  constructor(options: RegistryOptions) {
    this.#options = options;
    this.seeks = this.#gate = new ConnectionGate(options.limits, options.clock);
    this.crowd = new Crowd(options.limits, options.elsewhere);
    const { portal = 0, realms: names = [""] } = options;
    this.#nextSessid = firstSessid(portal);
    this.#parts = {
      ...{ ...options, shown: this.shown, rates: ratesOf(options.limits) },
      isHeld: (sessid) => this.wall.isHeld(sessid),
      send: (message) => this.realms.send(message),
      onRejected: ({ sessid }, why) =>
        options.trace.emit("input:rejected", { level: "debug", sessid, data: { why } }),
      onClosed: (session, reason) => this.#onClosed(session, reason),
    };
    this.realms = new Realms({
      ...{ names, shown: this.shown, sessions: this.#sessions, wall: () => this.wall },
      way: {
        ...{ portal, startedAt: options.clock.now(), numbered: this.#sessions },
        // Of the only Portal nothing is numbered: what it says gets to its Server or comes back.
        numbers: portal > 0 ? new LineNumbers() : undefined,
        onLost: (sessid) => this.#delivery.say(sessid, LOST),
      },
      announce: (markup, sessions) => this.#delivery.announce(markup, sessions),
      say: (sessid, markup) => this.#delivery.say(sessid, markup),
      onLeaving: ({ sessid }) => {
        this.#xrays.logout(sessid);
        this.#xrays.forget(sessid);
      },
      onMoved: (session, from, to) => {
        this.crowd.note(session.sync);
        options.trace.emit("portal:transfer", { sessid: session.sessid, data: { from, to } });
      },
    });
    this.wall = makeWallGate({
      ...{ trace: options.trace, shown: this.shown, sessions: this.#sessions },
      toServer: (message) => this.realms.cross(message),
      toPortal: (message) => this.#obey(message),
    });
    this.#delivery = new OutputDelivery({
      ...{ ...options, shown: this.shown, sessions: this.#sessions },
    });
    this.#xrays = new XrayRoom({
      ...options,
      session: (sessid) => this.find(sessid),
      say: (sessid, markup) => this.#delivery.say(sessid, markup),
    });
    this.moving = new MovingSessions({
      ...{ sessions: this.#sessions, parts: this.#parts, crowd: this.crowd },
      realms: this.realms,
      // Of those at home its Server decides.
      onCome: (session) =>
        endBanned(this.realms.home.has(session.sessid) ? [] : [session], this.#gate),
      ...{ xrays: this.#xrays, wall: () => this.wall, trace: options.trace },
      guard: (connection, session) =>
        guardConnection(connection, { session, trace: options.trace }),
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

  /** The accounts that are logged in, each with one session or several. */
  get uids(): readonly number[] {
    const inside = this.syncs.filter(({ state }) => hasAccount(state));
    return [...new Set(inside.flatMap(({ uid }) => uid ?? []))];
  }

  /** What is known of every connection. */
  get syncs(): readonly SessionSync[] {
    return [...this.#sessions.values()].map(({ sync }) => sync);
  }

  /** Finds a session that has its connection. */
  find(sessid: number): PortalSession | undefined {
    return this.#sessions.get(sessid);
  }

  /** Tells whether a ban keeps an address out, whatever it wants. */
  readonly isBanned = (address: string): boolean => this.#gate.isBanned(address);

  /** Counts a connection from this address that another Portal has accepted. */
  countAccepted(address: string): void {
    this.#gate.count(address);
  }

  connect(
    connection: ProtocolConnection,
    flags: ProtocolFlags,
  ): ReturnType<ConnectionSink["connect"]> {
    const { clock, trace } = this.#options;
    const { address, protocolKey } = connection;
    const reason = this.#gate.refusal(address) ?? this.crowd.refusal(address);
    if (reason !== undefined) {
      trace.emit("portal:refuse", { level: "warn", data: { address, protocolKey, reason } });
      return { kind: "refused", reason };
    }
    this.#options.onAccepted?.(address);
    const sync = newSync(this.#nextSessid++, connection, flags, clock.now());
    const guarded = guardConnection(connection, { session: () => session, trace });
    const session: PortalSession = new PortalSession(guarded, sync, this.#parts);
    this.#sessions.set(sync.sessid, session);
    this.realms.home.add(session);
    this.crowd.add(sync);
    trace.emit("portal:connect", { sessid: sync.sessid, data: { address, protocolKey } });
    this.realms.send({ kind: "connect", sync: session.sync });
    return { kind: "accepted", sessid: sync.sessid, events: session };
  }

  hold(): void {
    this.realms.home.hold();
  }

  /**
   * Tells a Server of every session; what clients send is held until it is ready.
   *
   * @param mode How that Server came to start; `join` is for one that runs, and answers `joined`.
   * @param send Sends to it.
   */
  resync(mode: StartMode | "join", send: Send): void {
    this.realms.home.resync(mode, send);
  }

  release(): void {
    this.realms.home.release();
  }

  putBack(unsent: readonly PortalMessage[]): void {
    this.realms.home.putBack(unsent);
  }

  unranBy(take: TakeUnran): void {
    this.realms.home.unranBy(take);
  }

  /** Does what the Server says of particular sessions, and of whom to keep out. */
  receive(message: SessionMessage): void {
    this.realms.home.receive(message);
  }

  #obey(message: SessionMessage): void {
    switch (message.kind) {
      case "gate":
        this.#gate.setBans(message.bans);
        return endBanned(this.realms.away, this.#gate);
      case "oob":
        this.#oob = message.names;
        return;
      case "xray":
        return this.#xrays.obey(message);
      case "output":
        return this.#delivery.deliver(message);
      case "login":
        return this.#login(message);
      case "sync":
        return this.#applySync(message.sessid, saidFields(message.fields));
      case "disconnect":
        for (const id of message.sessids) {
          const { way } = this.realms.of(id);
          this.#sessions.get(id)?.disconnect(message.reason, message.text);
          way.ended(id);
        }
        return;
      case "transfer":
        return this.realms.transfer(message);
      case "ran":
      case "joined":
        // Whoever knows the way to a Server in another process hears these.
        return;
    }
  }

  /** Tells every client at home one line of markup. */
  announce(markup: string): void {
    this.realms.home.announce(markup);
  }

  /** Tells every client one line of markup, wherever it is, but those of some sessions. */
  announceToAll(markup: string, except: ReadonlySet<number>): void {
    const told = [...this.#sessions].filter(([sessid]) => !except.has(sessid));
    this.#delivery.announce(markup, new Map(told));
  }

  /** Ends every connection, saying `text` first. */
  disconnectAll(reason: CloseReason, text: string | null): void {
    this.wall.release(null);
    for (const session of [...this.#sessions.values()]) session.disconnect(reason, text);
  }

  #login({ sessid, uid, uname }: Extract<SessionMessage, { kind: "login" }>): void {
    this.#applySync(sessid, { uid, uname });
    this.#sessions.get(sessid)?.loggedIn({ uid, uname });
  }

  #applySync(sessid: number, fields: Partial<SessionSync>): void {
    const session = this.#sessions.get(sessid);
    if (session === undefined) return;
    const { uid } = session.sync;
    session.applySync(fields);
    this.crowd.note(session.sync);
    if (uid !== null && session.sync.uid !== uid) this.#xrays.logout(sessid);
  }

  #onClosed(session: HeardSession, reason: CloseReason): void {
    const { sessid } = session;
    const realm = this.realms.of(sessid);
    this.#sessions.delete(sessid);
    realm.remove(sessid);
    if (this.#sessions.size === 0) this.#delivery.forget();
    this.crowd.delete(session.sync);
    this.#options.trace.emit("portal:disconnect", { sessid, data: { reason } });
    this.#xrays.forget(sessid);
    // Where no Server can say whose it is, the end of what another Portal may hold as well is none.
    if (this.moving.end(sessid) && !realm.way.isServed) realm.way.letGo(sessid);
    else realm.way.closed(session, reason);
  }
}
