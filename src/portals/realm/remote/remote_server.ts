import type { PortalMessage } from "../../../core/boundary/messages.ts";
import { ServerStanding } from "../../server_standing.ts";
import type { ReloadOutcome } from "../../supervisor_outcomes.ts";
import type { SupervisorState } from "../../supervisor_state.ts";
import type { InputMessage } from "../../session/held_input.ts";
import type { AttachMode, HubMessage, MoveWord } from "../hub_messages.ts";
import { openPortalLink } from "../link/open_link.ts";
import {
  type Answer,
  AnswerSchema,
  BeatSchema,
  encodeWord,
  hearWords,
  type Hello,
} from "../realm_words.ts";
import { AwayNotice } from "./away_notice.ts";
import type { MoveEvents } from "./move_events.ts";
import { RemoteLink, type RemoteMessage } from "./remote_link.ts";
import { WALL } from "../wall.ts";
import type { RemoteServerOptions } from "./remote_server_options.ts";
import { UnranInput } from "./unran_input.ts";

/** The Server asks for the sessions. */
type Attach = Extract<HubMessage, { kind: "attach" }>;

/**
 * The active Server of a realm, as a process with Portals alone sees it: it stands where the
 * supervisor stands in a single process. It looks for the Server with the highest term, keeps a link
 * to it, and lets the sessions wait while there is none.
 */
export class RemoteServer {
  readonly #options: RemoteServerOptions;
  readonly #standing = new ServerStanding("The Server has not been found yet");
  readonly #unran = new UnranInput();
  #link: RemoteLink | undefined;
  #lastLink = 0;
  #before: Hello["before"] = null;
  #subscriptions: readonly { unsubscribe(): void }[] = [];
  readonly #notice: AwayNotice;
  /** The version of a Server that cannot be talked to, once that was told. */
  #refused = WALL;
  #moves: MoveEvents | undefined;
  /** How the Server came to ask for the sessions. */
  #mode: AttachMode = "cold";
  /** Which start of a Server the Portal was told of last. */
  #started = "";

  /**
   * Creates it without a link; nobody is looked for yet.
   *
   * @param options The way to the Server, and the sessions.
   */
  constructor(options: RemoteServerOptions) {
    this.#options = options;
    this.#notice = new AwayNotice(options.clock, (text) => options.sessions.announce(text));
    options.sessions.unranBy((sessid) => this.#unran.takeOf(sessid));
  }

  /** Whether the Server is there, and if not, why. */
  get state(): SupervisorState {
    return this.#standing.state;
  }

  /** Looks for the Server, from now on. */
  open(): void {
    const { connection, subjects, portal } = this.#options;
    this.#notice.away();
    this.#subscriptions = [
      hearWords({
        ...{ connection, subject: subjects.portal(portal), schema: AnswerSchema },
        hear: (answer) => this.#hear(answer),
        onFault: (error) => this.#onFault(error),
      }),
      hearWords({
        ...{ connection, subject: subjects.beat, schema: BeatSchema },
        hear: (beat) => beat.wall === WALL ? this.#find(beat.term) : this.#refuse(beat.wall),
        onFault: (error) => this.#onFault(error),
      }),
    ];
  }

  /** Sets who hears what becomes of sessions that move. */
  follow(moves: MoveEvents): void {
    this.#moves = moves;
  }

  /** Says something of a session that moves; returns whether there was a way. */
  say(word: MoveWord): boolean {
    if (this.#link?.isKnown !== true) return false;
    this.#link.say(word);
    return true;
  }

  /** Returns what a session sent and the Server has not said to have run, in order. */
  inputOf(sessid: number): readonly InputMessage[] {
    return this.#unran.of(sessid);
  }

  /** Sends again what a session sent and was not run: the hub may have taken it for nobody's. */
  sendAgain(sessid: number): void {
    for (const message of this.#unran.again(sessid)) this.#link?.send(message);
  }

  /** Forgets what a session sent that goes on at another Portal. */
  forget(sessid: number): void {
    this.#unran.forget(sessid);
  }

  /** Is for the Server's own process to do. */
  reload(): Promise<ReloadOutcome> {
    const reason = "the Server is another process: type reload in the game, or ask it there";
    return Promise.resolve({ kind: "refused", reason });
  }

  /** Is for the Server's own process to do; returns whether it was done. */
  crash(): boolean {
    return false;
  }

  /** Ends the link in order: no session is left. */
  close(): void {
    const { connection, subjects, portal, instance, questions } = this.#options;
    this.#unsubscribe();
    this.#notice[Symbol.dispose]();
    this.#link?.end();
    questions.close();
    connection.publish(subjects.hello, encodeWord({ kind: "bye", portal, instance }));
  }

  #unsubscribe(): void {
    for (const subscription of this.#subscriptions) subscription.unsubscribe();
    this.#subscriptions = [];
  }

  /** Hears that a Server is there. */
  #find(term: number): void {
    const link = this.#link;
    if (link === undefined) return this.#ask(term);
    if (link.term === term) return link.isWelcome ? undefined : this.#greet(link);
    // One that has not noticed yet that its lease is another's.
    if (term < link.term && link.isWelcome) return;
    this.#lose("another Server has taken over");
    this.#ask(term);
  }

  /** Hears of a Server that says and hears something else. */
  #refuse(wall: number): void {
    const error = `Cannot use the Server as it must speak version ${WALL}, as this Portal does: ` +
      `current version is ${wall}. Run the same version of Vestibule on both sides`;
    if (this.#link === undefined) this.#standing.setDown(error);
    if (this.#refused === wall) return;
    this.#refused = wall;
    this.#options.trace.emit("server:version", { level: "error", data: { error } });
  }

  /** Asks a Server for a link. */
  #ask(term: number): void {
    const { connection, subjects, clock, trace, sessions, portal, instance } = this.#options;
    const number = ++this.#lastLink;
    const parts = { connection, subjects, clock };
    const link = new RemoteLink({
      ...{ term, number, clock, detail: { trace, shown: sessions.shown } },
      link: openPortalLink({ portal, instance, link: number }, parts),
      onMessage: (message) => this.#obey(message),
      onBroken: (link, reason) => {
        if (link === this.#link) this.#lose(reason);
      },
      onFault: (error) => this.#onFault(error),
    });
    this.#link = link;
    this.#greet(link);
  }

  #greet({ term, number: link }: RemoteLink): void {
    const { connection, subjects, portal, instance } = this.#options;
    const hello: Hello = { kind: "hello", term, portal, instance, link, before: this.#before };
    connection.publish(subjects.hello, encodeWord(hello));
  }

  #hear(answer: Answer): void {
    const { instance, onNumberInUse } = this.#options;
    const link = this.#link;
    if (answer.instance !== instance) return;
    if (answer.kind === "inUse") {
      this.#unsubscribe();
      return onNumberInUse();
    }
    if (link?.number !== answer.link) return;
    if (answer.kind === "welcome") return link.welcome();
    // The Server knows this link, even if the Portal had not heard so.
    link.isKnown = true;
    this.#lose("the Server has lost it");
  }

  #obey(message: RemoteMessage): void {
    const { sessions, questions, onShutdown } = this.#options;
    switch (message.kind) {
      case "output":
      case "login":
      case "sync":
      case "disconnect":
      case "gate":
      case "oob":
      case "xray":
      case "transfer":
        return sessions.receive(message);
      case "ran":
        return this.#unran.ran(message.lines);
      case "announce":
        return sessions.announce(message.text);
      case "attach":
        return this.#attach(message);
      case "hold":
        return this.#hold("The Server is being started again");
      case "release":
        sessions.release();
        if (this.#link !== undefined) questions.open(this.#link.questions);
        return this.#setUp();
      case "shutdown":
        // It has run for the last time, though its process may be there for a moment.
        this.#hold("The world was shut down");
        return onShutdown();
      case "handedOver":
      case "tookOver":
      case "letGo":
        return this.#moves?.answered(message);
    }
  }

  /** Tells the Server of all sessions; what it has not said to have run is sent to it again. */
  #attach({ mode, start, hasDied }: Attach): void {
    const { sessions } = this.#options;
    const started = `${this.#link?.term}/${start}`;
    this.#hold("The Server is being told of the sessions");
    this.#mode = mode;
    // Not before: the Server before may have said that it had run some of it, and be heard late.
    sessions.putBack(this.#unran.takeAll({ hasDied: hasDied && started !== this.#started }));
    this.#started = started;
    sessions.resync(mode, (message) => this.#send(message));
  }

  #send(message: PortalMessage): void {
    if (message.kind === "disconnect") this.#unran.forget(message.sessid);
    this.#link?.send(message.kind === "input" ? this.#unran.add(message) : message);
  }

  #onFault({ message: error }: Error): void {
    this.#options.trace.emit("boundary:fault", { level: "error", data: { error } });
  }

  #lose(reason: string): void {
    const { trace } = this.#options;
    const link = this.#link;
    if (link === undefined) return;
    this.#link = undefined;
    if (link.isKnown) this.#before = link.told;
    link.end();
    trace.emit("server:lost", { level: "warn", data: { reason, ...this.#named } });
    this.#hold(`The Server cannot be reached: ${reason}`);
    this.#moves?.lost();
  }

  get #named(): { readonly realm?: string } {
    const { realm } = this.#options;
    return realm === undefined ? {} : { realm };
  }

  #hold(reason: string): void {
    const { sessions, questions } = this.#options;
    sessions.hold();
    questions.hold();
    this.#standing.setDown(reason);
    this.#notice.away();
  }

  #setUp(): void {
    this.#standing.setUp();
    const data = { mode: this.#mode, term: this.#link?.term ?? 0, ...this.#named };
    this.#options.trace.emit("server:ready", { data });
    this.#notice.back();
    this.#moves?.up();
  }
}
