import type { NatsConnection } from "@nats-io/transport-node";
import type { Clock } from "../../../core/clock.ts";
import type { Trace } from "../../../core/trace/trace.ts";
import type { Elsewhere, Resumable, Wish } from "../../session/elsewhere.ts";
import type { PortalSessionRegistry } from "../../session/portal_session_registry.ts";
import type { MoveAnswer, MoveEvents } from "../remote/move_events.ts";
import type { RemoteServer } from "../remote/remote_server.ts";
import { hearWords, type Seek, SeekSchema } from "../realm_words.ts";
import type { RealmSubjects } from "../subjects.ts";
import { encodeFound, encodeRecord, type Found, type MoveRecord } from "./found_codec.ts";
import { Searches } from "./searches.ts";

/** How long the hub may take to answer, in milliseconds. */
const ANSWER_MS = 2_000;
/** How long a session that was given up waits for another Portal to take it, in milliseconds. */
const GIVEN_MS = 5_000;
/** How long a message of NATS may be, in bytes, while no server has said it. */
const MAX_PAYLOAD = 1024 * 1024;

/** What {@linkcode SessionMoves} are made with. */
export interface SessionMovesOptions {
  readonly connection: Pick<NatsConnection, "publish" | "subscribe" | "request" | "info">;
  readonly subjects: RealmSubjects;
  /** This Portal's number. */
  readonly portal: number;
  readonly sessions: Pick<PortalSessionRegistry, "moving">;
  readonly server: Pick<
    RemoteServer,
    "state" | "say" | "inputOf" | "sendAgain" | "forget" | "follow"
  >;
  readonly clock: Clock;
  readonly trace: Trace;
  /** Returns so many random bytes. */
  readonly random: (bytes: number) => Uint8Array<ArrayBuffer>;
}

/** How a session stands that moves. */
interface Moving {
  /** Whether it is to go, or has come and is not this Portal's yet. */
  readonly way: "out" | "in";
  /** Is told once what the hub answers; `false` is that it does not. */
  answer: (isDone: boolean) => void;
  timer: Disposable;
  /** The search that it goes to, if it is to go. */
  readonly search?: string;
}

/**
 * Lets the sessions of clients that come back move between the Portals of a realm.
 *
 * The Portal that has one gives it up to the hub first, which from then on keeps what is said to it;
 * then it tells the other Portal all that it knows, and keeps the session until the hub says that
 * this one has it. Whatever is lost on the way, the hub decides whose it is: so it is never lost, and
 * never at two Portals for long.
 */
export class SessionMoves implements Elsewhere, MoveEvents, Disposable {
  readonly #options: SessionMovesOptions;
  readonly #searches: Searches;
  readonly #listening: { unsubscribe(): void };
  readonly #moving = new Map<number, Moving>();
  #portal: Resumable | undefined;

  /**
   * Listens to the other Portals, from now on.
   *
   * @param options The way to them and to the hub, and the sessions.
   */
  constructor(options: SessionMovesOptions) {
    const { connection, subjects, portal, trace } = options;
    this.#options = options;
    const onFault = ({ message: error }: Error) =>
      trace.emit("boundary:fault", { level: "error", data: { error } });
    this.#searches = new Searches({ ...options, onFault });
    this.#listening = hearWords({
      ...{ connection, subject: subjects.seek, schema: SeekSchema, onFault },
      hear: (seek) => seek.portal === portal ? undefined : this.#answer(seek),
    });
    options.server.follow(this);
  }

  serve(portal: Resumable): void {
    this.#portal = portal;
  }

  isMoving(sessid: number): boolean {
    return this.#moving.has(sessid);
  }

  mayMove(sessid: number): boolean {
    return this.#options.sessions.moving.mayMove(sessid);
  }

  canMove(sessid: number): boolean {
    return this.mayMove(sessid) && this.#options.server.state.ready;
  }

  /** How many sessions are about to go or to come. */
  get count(): number {
    return this.#moving.size;
  }

  async seek(wish: Wish, token: string): Promise<"here" | "none" | "later"> {
    const found = await this.#searches.begin(wish);
    if (typeof found === "string") return found;
    return await this.#take(found, token) ? "here" : "later";
  }

  answered({ kind, sessid }: MoveAnswer): void {
    const moving = this.#moving.get(sessid);
    if (kind === "letGo") return this.#letGo(sessid);
    if (kind === "handedOver" && moving?.way === "out") moving.answer(true);
    if (kind === "tookOver" && moving?.way === "in") this.#confirm(sessid, moving);
  }

  /** What came and is still here was named to the Server, and is this Portal's. */
  up(): void {
    for (const [sessid, moving] of this.#moving) {
      if (moving.way === "in") this.#confirm(sessid, moving);
    }
  }

  lost(): void {
    for (const moving of [...this.#moving.values()]) moving.answer(false);
  }

  /** Hears no more of the others. */
  [Symbol.dispose](): void {
    this.#listening.unsubscribe();
    this.#searches[Symbol.dispose]();
    for (const { timer } of this.#moving.values()) timer[Symbol.dispose]();
    this.#moving.clear();
  }

  /** Answers another Portal that seeks a session, if it is here. */
  #answer({ portal, search, wish }: Seek): void {
    const sessid = this.#portal?.find(wish);
    if (sessid === undefined) {
      return this.#say(portal, { kind: "none", search, portal: this.#options.portal });
    }
    const say = (kind: "here" | "refused" | "later") => this.#say(portal, { kind, search });
    if (sessid === null) return say("refused");
    const { sessions, server } = this.#options;
    // Who asks again, as the answer took its time, is about to get it.
    if (this.#moving.get(sessid)?.search === search) return;
    if (this.isMoving(sessid) || !server.state.ready) return say("later");
    if (!sessions.moving.freeze(sessid)) return say("later");
    say("here");
    void this.#giveUp(sessid, { portal, search, wish });
  }

  /** Gives a session up, and tells another Portal all that is known of it. */
  async #giveUp(sessid: number, { portal, search, wish }: Omit<Seek, "kind">): Promise<void> {
    const { sessions, server, connection, subjects, clock } = this.#options;
    const sync = sessions.moving.syncOf(sessid);
    const answer = Promise.withResolvers<boolean>();
    const timer = clock.timer(ANSWER_MS, () => answer.resolve(false));
    const moving: Moving = { way: "out", answer: answer.resolve, timer, search };
    this.#moving.set(sessid, moving);
    const isSaid = sync !== undefined && server.say({ kind: "handOver", sync });
    const isGiven = isSaid && await answer.promise;
    timer[Symbol.dispose]();
    // It may have ended, or be another's, since.
    if (this.#moving.get(sessid) !== moving) return this.#say(portal, { kind: "later", search });
    const parts = isGiven && server.state.ready ? this.#partsOf(sessid, search, wish) : undefined;
    if (parts === undefined) {
      this.#say(portal, { kind: "later", search });
      return this.#takeBack(sessid);
    }
    for (const part of parts) connection.publish(subjects.found(portal), part);
    moving.timer = clock.timer(GIVEN_MS, () => this.#takeBack(sessid));
  }

  #partsOf(sessid: number, search: string, wish: Wish): readonly Uint8Array[] | undefined {
    const { sessions, server, connection, trace } = this.#options;
    // First: what arrives by it is the session's.
    const held = this.#portal?.record(sessid, wish.received);
    const session = sessions.moving.recordOf(sessid);
    if (session === undefined || held === undefined) return undefined;
    const record: MoveRecord = {
      session: { ...session, input: server.inputOf(sessid) },
      connection: held,
    };
    try {
      const maxPayload = connection.info?.max_payload ?? MAX_PAYLOAD;
      return encodeRecord(record, { search, maxPayload });
    } catch (error) {
      const data = { error: String(error) };
      trace.emit("portal:move_fail", { level: "error", sessid, data });
      return undefined;
    }
  }

  /** Goes on with a session that nobody has taken. */
  #takeBack(sessid: number): void {
    const { sessions, server, portal } = this.#options;
    this.#forget(sessid);
    const sync = sessions.moving.syncOf(sessid);
    if (sync === undefined) return;
    // Where there is no way, it is named when there is one.
    server.say({ kind: "takeOver", sync: { ...sync, portal } });
    server.sendAgain(sessid);
    sessions.moving.stay(sessid, portal);
  }

  /** Takes a session that another Portal has given up; resolves with whether it is this one's. */
  async #take({ session, connection }: MoveRecord, token: string): Promise<boolean> {
    const { sessions, server, portal, clock } = this.#options;
    const sync = { ...session.sync, portal };
    const { sessid } = sync;
    if (this.#portal === undefined || !server.state.ready) return false;
    if (this.isMoving(sessid) || sessions.moving.syncOf(sessid) !== undefined) return false;
    const record = { ...session, sync };
    this.#portal.adopt(token, connection, (protocol) => ({
      sessid,
      events: sessions.moving.adopt(record, protocol),
    }));
    const answer = Promise.withResolvers<boolean>();
    const timer = clock.timer(ANSWER_MS, () => answer.resolve(false));
    this.#moving.set(sessid, { way: "in", answer: answer.resolve, timer });
    server.say({ kind: "takeOver", sync });
    return await answer.promise;
  }

  /** Lets a session go on that has come. */
  #confirm(sessid: number, moving: Moving): void {
    this.#forget(sessid);
    this.#options.sessions.moving.confirm(sessid);
    moving.answer(true);
  }

  /** Forgets a session that another Portal has. */
  #letGo(sessid: number): void {
    const { sessions, server } = this.#options;
    this.#forget(sessid)?.answer(false);
    sessions.moving.letGo(sessid);
    server.forget(sessid);
    this.#portal?.letGo(sessid);
  }

  #forget(sessid: number): Moving | undefined {
    const moving = this.#moving.get(sessid);
    moving?.timer[Symbol.dispose]();
    this.#moving.delete(sessid);
    return moving;
  }

  #say(portal: number, found: Found): void {
    const { connection, subjects } = this.#options;
    connection.publish(subjects.found(portal), encodeFound(found));
  }
}
