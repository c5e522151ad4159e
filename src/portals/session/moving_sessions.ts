import type { SessionSync } from "../../core/boundary/messages.ts";
import type { Trace } from "../../core/trace/trace.ts";
import type { XrayRoom } from "../xray/xray_room.ts";
import type { WallGate } from "../observatory/control/wall_gate.ts";
import type { ConnectionEvents, ProtocolConnection } from "./connection.ts";
import type { Crowd } from "./crowd.ts";
import type { GuardedConnection } from "./guarded_connection.ts";
import { PortalSession } from "./portal_session.ts";
import type { PortalSessionParts } from "./portal_session_parts.ts";
import type { SessionRecord } from "./session_record.ts";
import type { RealmSessions } from "./realm_sessions.ts";

/** What {@linkcode MovingSessions} are made with. */
export interface MovingSessionsOptions {
  readonly sessions: Map<number, PortalSession>;
  readonly parts: PortalSessionParts;
  readonly crowd: Crowd;
  /** The sessions at home, and the way to its Server: none but these move. */
  readonly home: RealmSessions;
  readonly xrays: Pick<XrayRoom, "forget">;
  readonly wall: () => Pick<WallGate, "release">;
  readonly trace: Trace;
  /** Guards the connection of a session. */
  readonly guard: (
    connection: ProtocolConnection,
    session: () => PortalSession,
  ) => GuardedConnection;
}

/** What a Portal does with sessions that go on at another one, or come from there. */
export class MovingSessions {
  readonly #options: MovingSessionsOptions;

  /**
   * Creates it.
   *
   * @param options The sessions, and all that knows of them.
   */
  constructor(options: MovingSessionsOptions) {
    this.#options = options;
  }

  /** Whether a session can move: it is there, and at home, and its client's abilities are known. */
  mayMove(sessid: number): boolean {
    const { sessions, home } = this.#options;
    return sessions.get(sessid)?.isSettled === true && home.has(sessid);
  }

  /**
   * Lets a session wait, since it is about to move: what it has sent goes to the Server first.
   *
   * @returns Whether it can move.
   */
  freeze(sessid: number): boolean {
    const { sessions, wall } = this.#options;
    if (!this.mayMove(sessid)) return false;
    wall().release(sessid);
    sessions.get(sessid)?.lines.hold();
    return true;
  }

  /** Lets a session go on, here after all: this Portal's number says so to whoever else takes it. */
  stay(sessid: number, portal: number): void {
    const session = this.#options.sessions.get(sessid);
    session?.applySync({ portal });
    this.#retell(sessid);
    session?.lines.open();
  }

  /** Returns what is known of a session that is there. */
  syncOf(sessid: number): SessionSync | undefined {
    return this.#options.sessions.get(sessid)?.sync;
  }

  /** Returns what another Portal needs to go on with a session, but its input, if it is at home. */
  recordOf(sessid: number): Omit<SessionRecord, "input"> | undefined {
    const { sessions, home } = this.#options;
    const record = home.has(sessid) ? sessions.get(sessid)?.record : undefined;
    return record && { ...record, lastLine: this.#options.home.way.lastLineOf(sessid) };
  }

  /** Forgets a session that goes on at another Portal. */
  letGo(sessid: number): void {
    const { sessions, crowd, home, xrays, trace } = this.#options;
    const session = sessions.get(sessid);
    if (session === undefined) return;
    session.letGo();
    sessions.delete(sessid);
    home.remove(sessid);
    crowd.delete(session.sync);
    xrays.forget(sessid);
    home.way.letGo(sessid);
    trace.emit("portal:moveOut", { sessid, data: {} });
  }

  /**
   * Goes on with a session of another Portal, whose lines wait until {@linkcode confirm}.
   *
   * @param record What that Portal knew of it.
   * @param connection The protocol's side.
   * @returns Where the connection reports.
   */
  adopt(record: SessionRecord, connection: ProtocolConnection): ConnectionEvents {
    const { sessions, parts, crowd, home, trace, guard } = this.#options;
    const { sync } = record;
    const session: PortalSession = new PortalSession(
      guard(connection, () => session),
      sync,
      parts,
      record,
    );
    sessions.set(sync.sessid, session);
    home.add(session);
    crowd.add(sync);
    home.way.adopt(record);
    const { address, protocolKey } = sync;
    trace.emit("portal:moveIn", { sessid: sync.sessid, data: { address, protocolKey } });
    return session;
  }

  /** Lets an adopted session go on: it is this Portal's. */
  confirm(sessid: number): void {
    this.#retell(sessid);
    this.#options.home.way.confirm(sessid);
    this.#options.sessions.get(sessid)?.lines.open();
  }

  /** Tells the Server again what is known of a client: what it told while it was at no Portal is lost. */
  #retell(sessid: number): void {
    const session = this.#options.sessions.get(sessid);
    const nothing = { protocolFlags: {}, flagSources: {} };
    for (const message of session?.newsSince({ ...session.sync, ...nothing }) ?? []) {
      this.#options.parts.send(message);
    }
  }
}
