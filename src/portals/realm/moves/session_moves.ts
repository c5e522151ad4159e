import type { NatsConnection } from "@nats-io/transport-node";
import type { SessionSync } from "../../../core/boundary/messages.ts";
import { portalOfSession } from "../../../core/boundary/portal_number.ts";
import type { Clock } from "../../../core/clock.ts";
import type { Trace } from "../../../core/trace/trace.ts";
import type { Elsewhere, Resumable, Wish } from "../../session/elsewhere.ts";
import { nextHop } from "../../session/arrival.ts";
import type { MovedSync } from "../../session/moving_sessions.ts";
import type { PortalSessionRegistry } from "../../session/portal_session_registry.ts";
import type { MoveAnswer, MoveEvents } from "../remote/move_events.ts";
import type { RemoteServer } from "../remote/remote_server.ts";
import { hearWords, type Seek, SeekSchema } from "../realm_words.ts";
import type { RealmSubjects } from "../subjects.ts";
import { encodeFound, type Found, type GoesOn, type MoveRecord } from "./found_codec.ts";
import type { Claimed, Given, Leaving, Moving } from "./moving.ts";
import { recordParts } from "./record_parts.ts";
import { Searches } from "./searches.ts";

/** How long the hub may take to answer, in milliseconds. */
const ANSWER_MS = 2_000;
/** After how long a session that was given to another Portal is claimed back, in milliseconds. */
const GIVEN_MS = 5_000;

/** The Server of a realm, whose hub decides where its sessions are. */
type MoveServer = Pick<
  RemoteServer,
  "state" | "say" | "inputOf" | "sendAgain" | "forget" | "follow"
>;

/** What {@linkcode SessionMoves} are made with. */
export interface SessionMovesOptions {
  readonly connection: Pick<NatsConnection, "publish" | "subscribe" | "request" | "info">;
  readonly subjects: RealmSubjects;
  /** This Portal's number. */
  readonly portal: number;
  readonly sessions: Pick<PortalSessionRegistry, "moving">;
  /** The Server of each realm, by the realm's name. */
  readonly servers: ReadonlyMap<string, MoveServer>;
  readonly clock: Clock;
  readonly trace: Trace;
  /** Returns so many random bytes. */
  readonly random: (bytes: number) => Uint8Array<ArrayBuffer>;
}

/**
 * Lets the sessions of clients that come back move between the Portals of a realm.
 *
 * The Portal that has one gives it up to the hub first, which from then on keeps what is said to it;
 * then it tells the other Portal all that it knows. From then on both hold the same, and the hub, or
 * the next one, decides whose it is. Until it has, neither lets the client in: so whichever has to
 * forget the session forgets nothing that the other one does not know.
 */
export class SessionMoves implements Elsewhere, Disposable {
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
    this.#searches = new Searches({ ...options, onFault, onGoesOn: (word) => this.#lose(word) });
    this.#listening = hearWords({
      ...{ connection, subject: subjects.seek, schema: SeekSchema, onFault },
      hear: (seek) => seek.portal === portal ? undefined : this.#answer(seek),
    });
    for (const [realm, server] of options.servers) server.follow(this.#eventsOf(realm));
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
    const { moving } = this.#options.sessions;
    return this.mayMove(sessid) && this.#isUp(moving.realmOf(sessid));
  }

  /** How many sessions are about to go or to come, and have not ended. */
  get count(): number {
    const { moving } = this.#options.sessions;
    return [...this.#moving.keys()].filter((sessid) => moving.syncOf(sessid) !== undefined).length;
  }

  async seek(wish: Wish, token: string): Promise<"here" | "none" | "later"> {
    const found = await this.#searches.begin(wish);
    if (typeof found === "string") return found;
    return await this.#take(found, token) ? "here" : "later";
  }

  /** Hears no more of the others. */
  [Symbol.dispose](): void {
    this.#listening.unsubscribe();
    this.#searches[Symbol.dispose]();
    for (const { timer } of this.#moving.values()) timer?.[Symbol.dispose]();
    this.#moving.clear();
  }

  #eventsOf(realm: string): MoveEvents {
    const own = () => [...this.#moving].filter(([, moving]) => moving.realm === realm);
    return {
      answered: (answer) => this.#answered(realm, answer),
      // What was claimed and is still here was named to the Server, and is this Portal's.
      up: () => {
        for (const [sessid, moving] of own()) {
          if (moving.stage === "claimed" && !moving.isAsked) this.#confirm(sessid, moving);
        }
      },
      lost: () => {
        const { moving: sessions } = this.#options.sessions;
        for (const [sessid, moving] of own()) {
          moving.answer?.(false);
          if (moving.stage === "given") this.#claimBack(sessid, moving);
          if (moving.stage !== "claimed") continue;
          moving.isAsked = false;
          if (sessions.realmOf(sessid) !== realm) this.#confirm(sessid, moving);
        }
      },
    };
  }

  #answered(realm: string, answer: MoveAnswer): void {
    const { kind, sessid } = answer;
    if (kind === "letGo") return this.#letGo(realm, answer);
    const moving = this.#moving.get(sessid);
    if (moving?.realm !== realm) return;
    if (kind === "handedOver" && moving.stage === "leaving") moving.answer?.(true);
    if (kind === "tookOver" && moving.stage === "claimed") this.#confirm(sessid, moving);
  }

  /** Answers another Portal that seeks a session, if it is here. */
  #answer({ portal, search, wish }: Seek): void {
    const sessid = this.#portal?.find(wish);
    if (sessid === undefined) {
      return this.#say(portal, { kind: "none", search, portal: this.#options.portal });
    }
    const say = (kind: "here" | "refused" | "later") => this.#say(portal, { kind, search });
    if (sessid === null) return say("refused");
    const { moving } = this.#options.sessions;
    // Who asks again, as the answer took its time, is about to get it.
    if (this.#moving.get(sessid)?.search === search) return;
    if (this.isMoving(sessid) || !this.#isUp(moving.realmOf(sessid))) return say("later");
    if (!moving.freeze(sessid)) return say("later");
    say("here");
    void this.#giveUp(sessid, { portal, search, wish });
  }

  /** Gives a session up, and tells another Portal all that is known of it. */
  async #giveUp(sessid: number, { portal, search, wish }: Omit<Seek, "kind">): Promise<void> {
    const { sessions, servers, connection, subjects, clock } = this.#options;
    const sync = sessions.moving.syncOf(sessid);
    const realm = sessions.moving.realmOf(sessid);
    const server = servers.get(realm);
    const answer = Promise.withResolvers<boolean>();
    const timer = clock.timer(ANSWER_MS, () => answer.resolve(false));
    const moving: Leaving = { stage: "leaving", realm, answer: answer.resolve, timer, search };
    this.#moving.set(sessid, moving);
    const isSaid = sync !== undefined && server?.say({ kind: "handOver", sync }) === true;
    const isGiven = isSaid && await answer.promise;
    timer[Symbol.dispose]();
    // It may have ended, or be another's, since.
    if (this.#moving.get(sessid) !== moving) return this.#say(portal, { kind: "later", search });
    // It may have gone on to another realm meanwhile, and be back by now.
    const isHere = isGiven && sessions.moving.syncOf(sessid)?.hops === sync?.hops;
    const held = { ...this.#options, sessions: sessions.moving, portal: this.#portal, server };
    const parts = isHere ? recordParts(sessid, { search, wish }, held) : undefined;
    if (parts === undefined) {
      this.#say(portal, { kind: "later", search });
      return this.#keep(sessid, realm);
    }
    for (const part of parts) connection.publish(subjects.found(portal), part);
    const given = clock.timer(GIVEN_MS, () => this.#claimBack(sessid, { realm, other: portal }));
    this.#moving.set(sessid, { stage: "given", realm, timer: given, search, other: portal });
  }

  /** Goes on with a session that was not given to another Portal. */
  #keep(sessid: number, realm: string): void {
    const { sessions, servers } = this.#options;
    this.#forget(sessid);
    const sync = this.#nextOf(sessions.moving.syncOf(sessid));
    if (sync === undefined) return;
    // Where there is no way, it is named when there is one; or it has gone on to another realm.
    const server = sessions.moving.realmOf(sessid) === realm ? servers.get(realm) : undefined;
    server?.say({ kind: "takeOver", sync });
    server?.sendAgain(sessid);
    sessions.moving.stay(sync);
  }

  /** Claims a session that was given to another Portal, and that nobody has taken, as far as is known. */
  #claimBack(sessid: number, { realm, other }: Pick<Given, "realm" | "other">): void {
    const { sessions, servers } = this.#options;
    this.#forget(sessid);
    const sync = this.#nextOf(sessions.moving.syncOf(sessid));
    if (sync === undefined) return;
    sessions.moving.claim(sync);
    const goOn = () => {
      servers.get(realm)?.sendAgain(sessid);
      sessions.moving.stay({ ...sync, hops: nextHop(sessions.moving.syncOf(sessid) ?? sync) });
    };
    this.#claim(sync, { realm, other, goOn });
  }

  /** Takes a session that another Portal has given up; resolves with whether it is this one's. */
  async #take({ session, connection }: MoveRecord, token: string): Promise<boolean> {
    const { sessions, portal, clock } = this.#options;
    const sync = { ...session.sync, portal, hops: nextHop(session.sync) };
    const [{ sessid }, { realm }] = [sync, session];
    if (this.#portal === undefined || !this.#isUp(realm)) return false;
    if (this.isMoving(sessid) || sessions.moving.syncOf(sessid) !== undefined) return false;
    const record = { ...session, sync };
    this.#portal.adopt(token, connection, (protocol) => ({
      sessid,
      events: sessions.moving.adopt(record, protocol),
    }));
    const answer = Promise.withResolvers<boolean>();
    const timer = clock.timer(ANSWER_MS, () => answer.resolve(false));
    const goOn = () => sessions.moving.confirm(sessid);
    const other = portalOfSession(session.sync);
    this.#claim(sync, { realm, other, goOn, answer: answer.resolve, timer });
    return await answer.promise;
  }

  /** Asks the hub for a session, or lets the next one be told that this Portal has it. */
  #claim(sync: MovedSync, claim: Omit<Claimed, "stage" | "isAsked">): void {
    const { sessions, servers } = this.#options;
    const isThere = sessions.moving.realmOf(sync.sessid) === claim.realm;
    const isAsked = isThere && servers.get(claim.realm)?.say({ kind: "takeOver", sync }) === true;
    const claimed: Claimed = { ...claim, stage: "claimed", isAsked };
    this.#moving.set(sync.sessid, claimed);
    // Where its realm was shut down, it has gone on, and no hub of that realm is waited for.
    if (!isThere) this.#confirm(sync.sessid, claimed);
  }

  /** Goes on with a session that is this Portal's, as the other one is told that may claim it. */
  #confirm(sessid: number, { realm, other, goOn, answer }: Claimed): void {
    this.#forget(sessid);
    goOn();
    const hops = this.#options.sessions.moving.syncOf(sessid)?.hops;
    if (hops !== undefined) this.#say(other, { kind: "goesOn", sessid, realm, hops });
    answer?.(hops !== undefined);
  }

  /** Forgets a session that was given away or is claimed: another Portal goes on with it. */
  #lose({ sessid, realm, hops }: GoesOn): void {
    const stage = this.#moving.get(sessid)?.stage;
    if (stage !== "given" && stage !== "claimed") return;
    this.#letGo(realm, { kind: "letGo", sessid, hops });
  }

  /** Returns what is said of a session that this Portal goes on with, or wants to. */
  #nextOf(sync: SessionSync | undefined): MovedSync | undefined {
    return sync && { ...sync, portal: this.#options.portal, hops: nextHop(sync) };
  }

  /** Forgets a session that another Portal has, unless it has gone on from here, or come back. */
  #letGo(realm: string, { sessid, hops }: Extract<MoveAnswer, { kind: "letGo" }>): void {
    const { moving } = this.#options.sessions;
    if ((moving.syncOf(sessid)?.hops ?? 0) > hops) return;
    if (this.#moving.get(sessid)?.realm === realm) this.#forget(sessid)?.answer?.(false);
    this.#options.servers.get(realm)?.forget(sessid);
    if (moving.realmOf(sessid) !== realm) return;
    moving.letGo(sessid);
    this.#portal?.letGo(sessid);
  }

  /** Whether the Server of a realm is there, and the realm is known here. */
  #isUp(realm: string): boolean {
    return this.#options.servers.get(realm)?.state.ready === true;
  }

  #forget(sessid: number): Moving | undefined {
    const moving = this.#moving.get(sessid);
    moving?.timer?.[Symbol.dispose]();
    this.#moving.delete(sessid);
    return moving;
  }

  #say(portal: number, found: Found): void {
    const { connection, subjects } = this.#options;
    connection.publish(subjects.found(portal), encodeFound(found));
  }
}
