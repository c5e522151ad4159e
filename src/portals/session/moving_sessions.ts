import type { SessionSync } from "../../core/boundary/messages.ts";
import type { Trace } from "../../core/trace/trace.ts";
import type { XrayRoom } from "../xray/xray_room.ts";
import type { WallGate } from "../observatory/control/wall_gate.ts";
import type { ConnectionEvents, ProtocolConnection } from "./connection.ts";
import type { Crowd } from "./crowd.ts";
import type { GuardedConnection } from "./guarded_connection.ts";
import { nextHop } from "./arrival.ts";
import { PortalSession } from "./portal_session.ts";
import type { PortalSessionParts } from "./portal_session_parts.ts";
import type { SessionRecord } from "./session_record.ts";
import type { Realms } from "./realms.ts";

/** What {@linkcode MovingSessions} are made with. */
export interface MovingSessionsOptions {
  readonly sessions: Map<number, PortalSession>;
  readonly parts: PortalSessionParts;
  readonly crowd: Crowd;
  /** Where they are: they go on in the same realm. */
  readonly realms: Pick<Realms, "of" | "named">;
  readonly xrays: Pick<XrayRoom, "forget">;
  readonly wall: () => Pick<WallGate, "release">;
  readonly trace: Trace;
  /** Hears of a session that has come and is this Portal's. */
  readonly onCome: (session: PortalSession) => void;
  /** Guards the connection of a session. */
  readonly guard: (
    connection: ProtocolConnection,
    session: () => PortalSession,
  ) => GuardedConnection;
}

/** What is known of a session that this Portal has taken, or has taken back. */
export type MovedSync = SessionSync & Required<Pick<SessionSync, "portal" | "hops">>;

/** What a Portal does with sessions that go on at another one, or come from there. */
export class MovingSessions {
  readonly #options: MovingSessionsOptions;
  /** Those that another Portal may go on with. */
  readonly #claimed = new Set<number>();

  /**
   * Creates it.
   *
   * @param options The sessions, and all that knows of them.
   */
  constructor(options: MovingSessionsOptions) {
    this.#options = options;
  }

  /** Whether a session can move: it is there, and its client's abilities are known. */
  mayMove(sessid: number): boolean {
    return this.#options.sessions.get(sessid)?.isSettled === true;
  }

  /** The name of the realm in which a session is. */
  realmOf(sessid: number): string {
    return this.#options.realms.of(sessid).realm;
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

  /** Lets what is known of a session say that it is to go on here; whether it does is yet to be said. */
  claim({ sessid, portal, hops }: MovedSync): void {
    this.#claimed.add(sessid);
    this.#options.sessions.get(sessid)?.applySync({ portal, hops });
  }

  /** Forgets a session that has ended; returns whether another Portal may go on with it. */
  end(sessid: number): boolean {
    return this.#claimed.delete(sessid);
  }

  /** Lets a session go on, here after all, as what is known of it says to whoever else takes it. */
  stay({ sessid, portal, hops }: MovedSync): void {
    this.#claimed.delete(sessid);
    const session = this.#options.sessions.get(sessid);
    session?.applySync({ portal, hops });
    this.#retell(sessid);
    session?.lines.open();
  }

  /** Returns what is known of a session that is there. */
  syncOf(sessid: number): SessionSync | undefined {
    return this.#options.sessions.get(sessid)?.sync;
  }

  /** Returns what another Portal needs to go on with a session, but its input. */
  recordOf(sessid: number): Omit<SessionRecord, "input"> | undefined {
    const { sessions, realms } = this.#options;
    const { realm, way } = realms.of(sessid);
    const record = sessions.get(sessid)?.record;
    return record && { ...record, realm, lastLine: way.lastLineOf(sessid) };
  }

  /** Forgets a session that goes on at another Portal. */
  letGo(sessid: number): void {
    this.#claimed.delete(sessid);
    const { sessions, crowd, realms, xrays, trace } = this.#options;
    const session = sessions.get(sessid);
    if (session === undefined) return;
    const realm = realms.of(sessid);
    session.letGo();
    sessions.delete(sessid);
    realm.remove(sessid);
    crowd.delete(session.sync);
    xrays.forget(sessid);
    realm.way.letGo(sessid);
    trace.emit("portal:moveOut", { sessid, data: {} });
  }

  /**
   * Goes on with a session of another Portal, whose lines wait until {@linkcode confirm}.
   *
   * @param record What that Portal knew of it; in a realm of this Portal.
   * @param connection The protocol's side.
   * @returns Where the connection reports.
   */
  adopt(record: SessionRecord, connection: ProtocolConnection): ConnectionEvents {
    const { sessions, parts, crowd, realms, trace, guard } = this.#options;
    const { sync } = record;
    const realm = realms.named(record.realm);
    if (realm === undefined) {
      throw new Error(`Cannot adopt a session as its realm must be known: it is "${record.realm}"`);
    }
    const session: PortalSession = new PortalSession(
      guard(connection, () => session),
      sync,
      parts,
      record,
    );
    this.#claimed.add(sync.sessid);
    sessions.set(sync.sessid, session);
    realm.add(session);
    crowd.expect(sync.sessid);
    realm.way.adopt(record);
    const { address, protocolKey } = sync;
    trace.emit("portal:moveIn", { sessid: sync.sessid, data: { address, protocolKey } });
    return session;
  }

  /** Lets an adopted session go on: it is this Portal's, and further than whoever else claims it. */
  confirm(sessid: number): void {
    this.#claimed.delete(sessid);
    const { sessions, realms, crowd, onCome } = this.#options;
    const session = sessions.get(sessid);
    if (session === undefined) return;
    session.applySync({ hops: nextHop(session.sync) });
    crowd.add(session.sync);
    this.#retell(sessid);
    realms.of(sessid).way.confirm(sessid);
    session.lines.open();
    onCome(session);
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
