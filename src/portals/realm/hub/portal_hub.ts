import type { PortalMessage, SessionSync, StartMode } from "../../../core/boundary/messages.ts";
import { ShownCalls } from "../../secrets/shown_calls.ts";
import type { SessionMessage } from "../../session/session_message.ts";
import type { SupervisedSessions } from "../../supervised_sessions.ts";
import type { HubMessage, ServerStart } from "../hub_messages.ts";
import { HubMoves } from "./hub_moves.ts";
import type { HubPhase, Send } from "./hub_phase.ts";
import { LinkedPortal } from "./linked_portal.ts";
import { openHubBoundary, openHubLink } from "../link/open_link.ts";
import {
  type Answer,
  type Bye,
  encodeWord,
  hearWords,
  type Hello,
  PortalWordSchema,
} from "../realm_words.ts";
import type { PortalHubOptions } from "./portal_hub_options.ts";
import { WALL } from "../wall.ts";

export type { PortalHubOptions } from "./portal_hub_options.ts";

/** How often the Server says that it is there, in milliseconds. */
const BEAT_MS = 250;
/** How long a Server that starts waits for Portals to tell their sessions, in milliseconds. */
const SYNC_MS = 2_000;
/** How long a Portal may be out of reach before its sessions end, in milliseconds. */
const GRACE_MS = 60_000;

/**
 * All Portals of a realm as the Server's process holds them, in the place of the Portal that shares
 * its process. It keeps nothing of sessions: each Portal does, and tells them whenever it is asked.
 */
export class PortalHub implements SupervisedSessions {
  readonly shown: ShownCalls = new ShownCalls();
  readonly #options: PortalHubOptions;
  readonly #portals = new Map<number, LinkedPortal>();
  readonly #graces = new Map<LinkedPortal, Disposable>();
  readonly #startedAt: number;
  /** What every Portal has to know of the Server, by kind. */
  readonly #known = new Map<"gate" | "oob", HubMessage>();
  /** How often the Server was told of a Portal's sessions and has not answered. */
  readonly #joins = new Map<number, number>();
  readonly #moves: HubMoves;
  #phase: HubPhase = { kind: "away" };
  #start: ServerStart = { start: 0, hasDied: false };
  #hellos: { unsubscribe(): void } | undefined;
  #beat: Disposable | undefined;

  /**
   * Creates a hub without Portals; nobody hears of it yet.
   *
   * @param options The way to the Portals, and what they may ask.
   */
  constructor(options: PortalHubOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now();
    this.#moves = new HubMoves({
      ...options,
      portal: (portal) => this.#portals.get(portal),
      tellServer: (message) => this.#phase.kind === "up" && this.#phase.send(message),
    });
  }

  /** Says to all Portals that this Server is there, from now on. */
  open(): void {
    const { connection, subjects } = this.#options;
    this.#hellos = hearWords({
      ...{ connection, subject: subjects.hello, schema: PortalWordSchema },
      hear: (word) => word.kind === "hello" ? this.#greet(word) : this.#bye(word),
      onFault: (error) => this.#onFault(error),
    });
    this.#beatOnce();
  }

  /** How many Portals can be reached. */
  get count(): number {
    return [...this.#portals.values()].filter(({ isLinked }) => isLinked).length;
  }

  /** Nobody is known before the Portals are asked. */
  get uids(): readonly number[] {
    return [];
  }

  hold(): void {
    if (this.#phase.kind === "asking") this.#phase.timer[Symbol.dispose]();
    this.#phase = { kind: "away" };
    this.#joins.clear();
    for (const portal of this.#portals.values()) portal.hold();
  }

  resync(mode: StartMode, send: Send): void {
    this.hold();
    this.#start = { start: this.#start.start + 1, hasDied: mode === "crash" };
    const waiting = new Set<LinkedPortal>();
    const timer = this.#options.clock.timer(SYNC_MS, () => this.#tellSessions());
    this.#phase = { kind: "asking", mode, send, waiting, told: new Map(), timer };
    for (const portal of this.#portals.values()) this.#ask(portal);
    if (waiting.size === 0) this.#tellSessions();
  }

  release(): void {
    if (this.#phase.kind !== "starting") return;
    const { send, told } = this.#phase;
    this.#phase = { kind: "up", send };
    this.#moves.tellAll();
    for (const portal of this.#portals.values()) {
      if (told.has(portal)) portal.release();
      else portal.attach("join");
    }
  }

  /** Each Portal keeps what was not run, and sends it again. */
  putBack(): void {}

  receive(message: SessionMessage): void {
    switch (message.kind) {
      case "gate":
      case "oob":
        this.#known.set(message.kind, message);
        return this.#toAll(message);
      case "joined":
        return this.#joined(message.portal);
      default:
        return this.#moves.route(message);
    }
  }

  announce(text: string): void {
    this.#toAll({ kind: "announce", text });
  }

  /**
   * Resolves when every Portal that can be reached has taken all that was said, or has not said so
   * in time. No Server may run, and none is started any more.
   */
  drained(): Promise<void> {
    return new Promise((resolve) => this.resync("reload", () => resolve()));
  }

  /** Tells every Portal to end, since somebody shut the realm down. */
  shutdown(): void {
    this.#toAll({ kind: "shutdown" });
  }

  /** Says nothing any more; Portals look for another Server. */
  close(): void {
    this.hold();
    this.#beat?.[Symbol.dispose]();
    this.#hellos?.unsubscribe();
    for (const grace of this.#graces.values()) grace[Symbol.dispose]();
    for (const portal of this.#portals.values()) portal.end();
    this.#portals.clear();
    this.#moves.close();
  }

  #beatOnce(): void {
    const { connection, subjects, term, clock } = this.#options;
    connection.publish(subjects.beat, encodeWord({ kind: "beat", term, wall: WALL }));
    for (const portal of this.#portals.values()) if (portal.isOverfull) this.#lose(portal);
    this.#beat = clock.timer(BEAT_MS, () => this.#beatOnce());
  }

  #greet(hello: Hello): void {
    const { term } = this.#options;
    if (hello.term !== term) return;
    const { portal: number, instance, link } = hello;
    const known = this.#portals.get(number);
    if (known?.isLinked === true && known.instance !== instance) {
      return this.#answer(number, { kind: "inUse", instance });
    }
    // Another process has drawn the number of one that is gone.
    if (known !== undefined && known.instance !== instance) this.#lose(known);
    const portal = this.#portals.get(number) ?? this.#add(hello);
    const outcome = portal.link(hello);
    if (outcome === "lost") return this.#answer(number, { kind: "lost", instance, link });
    if (outcome === "new") this.#welcome(portal);
    this.#answer(number, { kind: "welcome", term, instance, link });
  }

  #welcome(portal: LinkedPortal): void {
    this.#graces.get(portal)?.[Symbol.dispose]();
    this.#graces.delete(portal);
    const data = { portal: portal.portal, portals: this.count };
    this.#options.trace.emit("realm:portal", { data });
    for (const message of this.#known.values()) portal.send(message);
    this.#admit(portal);
  }

  #bye({ portal: number, instance }: Bye): void {
    const portal = this.#portals.get(number);
    if (portal?.instance === instance) this.#lose(portal);
  }

  #add(hello: Hello): LinkedPortal {
    const { connection, subjects, clock, questions } = this.#options;
    const portal = new LinkedPortal({
      ...{ hello, questions, openBoundary: openHubBoundary, startOf: () => this.#start },
      openLink: (hello) => openHubLink(hello, { connection, subjects, clock }),
      homeOf: this.#moves.homeOf,
      onMove: (portal, word) => this.#moves.obey(portal, word),
      onOrphan: (portal, sessid) => this.#moves.orphaned(portal, sessid),
      onArrival: (portal, sync) => this.#moves.arrived(portal, sync),
      onMessage: (portal, message) => this.#hear(portal, message),
      onBroken: (portal, reason) => this.#onBroken(portal, reason),
      onFault: (error) => this.#onFault(error),
    });
    this.#portals.set(hello.portal, portal);
    return portal;
  }

  /** Asks a Portal that has a new link for its sessions, if a Server is there to be told. */
  #admit(portal: LinkedPortal): void {
    if (this.#phase.kind === "asking") this.#ask(portal);
    else if (this.#phase.kind === "up") portal.attach("join");
    // What it told is of before; it is asked again when the Server runs.
    else if (this.#phase.kind === "starting") this.#phase.told.delete(portal);
  }

  #ask(portal: LinkedPortal): void {
    if (this.#phase.kind !== "asking" || !portal.isLinked) return;
    this.#phase.waiting.add(portal);
    this.#phase.told.delete(portal);
    portal.attach(this.#phase.mode);
  }

  #hear(portal: LinkedPortal, message: PortalMessage): void {
    const phase = this.#phase;
    if (message.kind !== "sync" && message.kind !== "join") {
      if (message.kind === "disconnect") this.#moves.ended(message.sessid);
      return phase.kind === "up" ? phase.send(message) : undefined;
    }
    const sessions = this.#moves.claim(portal, message.sessions);
    if (phase.kind === "up") return this.#join(portal.portal, sessions);
    if (phase.kind !== "asking" || !phase.waiting.delete(portal)) return;
    phase.told.set(portal, sessions);
    if (phase.waiting.size === 0) this.#tellSessions();
  }

  /** Tells the Server of every session that was told of. */
  #tellSessions(): void {
    if (this.#phase.kind !== "asking") return;
    const { mode, send, told, timer } = this.#phase;
    timer[Symbol.dispose]();
    this.#phase = { kind: "starting", send, told: new Set(told.keys()) };
    const sessions = this.#moves.agreed(told);
    send({ kind: "sync", mode, portalStart: this.#startedAt, sessions });
  }

  #onBroken(portal: LinkedPortal, reason: string): void {
    const { trace, clock } = this.#options;
    trace.emit("realm:broken", { level: "warn", data: { portal: portal.portal, reason } });
    this.#graces.set(portal, clock.timer(GRACE_MS, () => this.#lose(portal)));
    if (this.#phase.kind !== "asking" || !this.#phase.waiting.delete(portal)) return;
    if (this.#phase.waiting.size === 0) this.#tellSessions();
  }

  /** Takes a Portal for gone, and its sessions with it. */
  #lose(portal: LinkedPortal): void {
    const { portal: number } = portal;
    if (this.#portals.get(number) !== portal) return;
    this.#portals.delete(number);
    this.#graces.get(portal)?.[Symbol.dispose]();
    this.#graces.delete(portal);
    portal.end();
    this.#options.trace.emit("realm:gone", { level: "warn", data: { portal: number } });
    this.#moves.gone(number);
    this.#join(number, this.#moves.givenUpBy(number));
  }

  /** Tells a Server that runs what sessions a Portal has. */
  #join(portal: number, sessions: readonly SessionSync[]): void {
    if (this.#phase.kind !== "up") return;
    this.#joins.set(portal, (this.#joins.get(portal) ?? 0) + 1);
    this.#phase.send({ kind: "join", portal, sessions });
  }

  /** Lets what a Portal says flow once the Server has done all that it was told of its sessions. */
  #joined(portal: number): void {
    const left = (this.#joins.get(portal) ?? 1) - 1;
    if (left > 0) return void this.#joins.set(portal, left);
    this.#joins.delete(portal);
    this.#portals.get(portal)?.release();
  }

  #onFault({ message: error }: Error): void {
    this.#options.trace.emit("boundary:fault", { level: "error", data: { error } });
  }

  #toAll(message: HubMessage): void {
    for (const portal of this.#portals.values()) portal.send(message);
  }

  #answer(portal: number, answer: Answer): void {
    const { connection, subjects } = this.#options;
    connection.publish(subjects.portal(portal), encodeWord(answer));
  }
}
