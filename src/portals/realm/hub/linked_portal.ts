import type { Boundary } from "../../../core/boundary/boundary.ts";
import type { PortalMessage, SessionSync } from "../../../core/boundary/messages.ts";
import type { Asks } from "../../../core/boundary/questions.ts";
import { ToldCount } from "../../../core/boundary/told_count.ts";
import type {
  AttachMode,
  HubMessage,
  LinkMessage,
  MoveWord,
  ServerStart,
} from "../hub_messages.ts";
import type { NatsLink } from "../link/nats_link.ts";
import { QuestionRelay } from "./question_relay.ts";
import type { Hello } from "../realm_words.ts";

/** What may wait for a Portal that is out of reach, in messages: some seconds of a full house. */
const MOST_WAITING = 200_000;

/** What waits for a Portal is of no use to it once it was asked anew for its sessions. */
const OF_ONE_LINK: ReadonlySet<HubMessage["kind"]> = new Set<HubMessage["kind"]>([
  "attach",
  "hold",
  "release",
  "joined",
  "reply",
  "handedOver",
  "tookOver",
]);

/** What a {@linkcode LinkedPortal} is made with. */
export interface LinkedPortalOptions {
  /** The Portal's number, and what tells its process from others. */
  readonly hello: Pick<Hello, "portal" | "instance">;
  /** Opens the hub's end of a link. */
  readonly openLink: (hello: Hello) => NatsLink;
  /** Makes a boundary over a link. */
  readonly openBoundary: (
    link: NatsLink,
    parts: { readonly epoch: number; readonly takenThere: ToldCount },
  ) => Boundary<HubMessage, LinkMessage>;
  /** Who answers what the Portal asks. */
  readonly questions: Asks;
  /** Tells how the Server came to start. */
  readonly startOf: () => ServerStart;
  /** Returns the number of the Portal that a session is at; less than zero while it is at none. */
  readonly homeOf: (sessid: number) => number;
  /** Takes what the Portal says of a session that moves. */
  readonly onMove: (portal: LinkedPortal, word: MoveWord) => void;
  /** Hears that the Portal has lost the client of a session that it has given up. */
  readonly onOrphan: (portal: LinkedPortal, sessid: number) => void;
  /** Hears of a session that comes, before it is asked where that is. */
  readonly onArrival: (portal: LinkedPortal, sync: SessionSync) => void;
  /** Takes what the Portal says of its sessions. */
  readonly onMessage: (portal: LinkedPortal, message: PortalMessage) => void;
  /** Hears that the link is broken; the Portal makes another one when it can. */
  readonly onBroken: (portal: LinkedPortal, reason: string) => void;
  /** Hears of messages that were dropped. */
  readonly onFault: (error: Error) => void;
}

/** One link that is open, or was. */
interface OpenLink {
  readonly number: number;
  readonly boundary: Boundary<HubMessage, LinkMessage>;
  readonly taken: ToldCount;
  readonly relay: QuestionRelay;
}

/** One Portal process, as the hub holds it: its link, and what waits while there is none. */
export class LinkedPortal {
  readonly portal: number;
  readonly instance: string;
  readonly #options: LinkedPortalOptions;
  #open: OpenLink | undefined;
  #isLinked = false;
  /** What was said while there was no link. */
  #outbox: HubMessage[] = [];
  /** How often it was asked for its sessions and has not answered. */
  #asked = 0;
  #isReleased = false;

  /**
   * Creates a Portal that has no link yet.
   *
   * @param options How links are opened, and who hears of what.
   */
  constructor(options: LinkedPortalOptions) {
    this.#options = options;
    this.portal = options.hello.portal;
    this.instance = options.hello.instance;
  }

  /** Whether it can be reached. */
  get isLinked(): boolean {
    return this.#isLinked;
  }

  /** Whether what it says is for the Server: the Server knows of all its sessions. */
  get isReleased(): boolean {
    return this.#isReleased;
  }

  /**
   * Gives the Portal the link that it asks for, and sends what the one before did not get across.
   *
   * @returns `again` when it has this link already, and `lost` when it had it.
   */
  link(hello: Hello): "new" | "again" | "lost" {
    const last = this.#open?.number ?? 0;
    if (last === hello.link) return this.#isLinked ? "again" : "lost";
    // Whoever repeats what it said long ago has the link of today.
    if (last > hello.link) return "lost";
    const unsent = this.#close(hello.before);
    const link = this.#options.openLink(hello);
    const taken = new ToldCount();
    const boundary = this.#options.openBoundary(link, { epoch: hello.link, takenThere: taken });
    const relay = new QuestionRelay({
      questions: this.#options.questions,
      reply: (message) => boundary.send(message),
    });
    const open: OpenLink = { number: hello.link, boundary, taken, relay };
    this.#open = open;
    this.#isLinked = true;
    link.onBroken((reason) => this.#break(open, reason));
    boundary.onFault(this.#options.onFault);
    boundary.onBatch(({ messages }) => {
      for (const message of messages) if (open === this.#open) this.#receiveSafely(message);
    });
    for (const message of [...unsent, ...this.#outbox.splice(0)]) this.send(message);
    return "new";
  }

  /** Sends to the Portal, or lets it wait for a link. */
  send(message: HubMessage): void {
    if (this.#isLinked) this.#open?.boundary.send(message);
    else if (!OF_ONE_LINK.has(message.kind)) this.#outbox.push(message);
  }

  /** Whether more waits for it than is kept. */
  get isOverfull(): boolean {
    return this.#outbox.length + (this.#open?.boundary.waiting ?? 0) > MOST_WAITING;
  }

  /** Asks for its sessions; what it says of them until it answers is for nobody. */
  attach(mode: AttachMode): void {
    if (!this.#isLinked) return;
    this.#isReleased = false;
    this.#asked++;
    this.send({ kind: "attach", mode, ...this.#options.startOf() });
  }

  /** Lets what it says be for the Server from now on. */
  release(): void {
    if (!this.#isLinked || this.#asked > 0) return;
    this.#isReleased = true;
    this.send({ kind: "release" });
  }

  /** Lets nothing be for a Server that is away. */
  hold(): void {
    if (this.#isReleased) this.send({ kind: "hold" });
    this.#isReleased = false;
  }

  /** Ends: the Portal is gone, or this hub is. */
  end(): void {
    this.#close(null);
    this.#outbox = [];
  }

  /** NATS's client would take what is thrown for the end of its connection. */
  #receiveSafely(message: LinkMessage): void {
    try {
      this.#receive(message);
    } catch (error) {
      this.#options.onFault(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #receive(message: LinkMessage): void {
    const { onMessage, onMove, onOrphan, onFault } = this.#options;
    switch (message.kind) {
      case "request":
      case "reply":
      case "cancel":
        return this.#open?.relay.receive(message);
      case "sync":
      case "join":
        if (this.#asked === 0) return onFault(notAsked(message));
        if (--this.#asked > 0) return;
        return onMessage(this, message);
      case "handOver":
      case "takeOver":
        return onMove(this, message);
      case "connect":
        if (!this.#isReleased) return;
        this.#options.onArrival(this, message.sync);
        break;
      case "disconnect":
      case "flags":
      case "input":
        if (!this.#isReleased) return;
        break;
      default:
        return onFault(notAsked(message));
    }
    const home = this.#options.homeOf(sessidOf(message));
    if (home === this.portal) return onMessage(this, message);
    // What it says of a session that it has given up is for nobody.
    if (home < 0 && message.kind === "disconnect") onOrphan(this, message.sessid);
    if (home < 0) return;
    onFault(new Error(`Cannot take "${message.kind}" of a Portal as its sessions must be its own`));
  }

  #break(open: OpenLink, reason: string): void {
    if (open !== this.#open || !this.#isLinked) return;
    this.#isLinked = false;
    this.#isReleased = false;
    this.#asked = 0;
    open.relay.end();
    this.#options.onBroken(this, reason);
  }

  /** Ends the link, and returns what the Portal did not take of it and is still of use. */
  #close(before: Hello["before"]): readonly HubMessage[] {
    const open = this.#open;
    this.#open = undefined;
    this.#isLinked = false;
    this.#isReleased = false;
    this.#asked = 0;
    if (open === undefined) return [];
    open.relay.end();
    // Who tells of no such link, or of one before it, has taken nothing of it.
    if (before?.link === open.number) open.taken.tell(before.taken);
    return open.boundary.close().filter(({ kind }) => !OF_ONE_LINK.has(kind));
  }
}

function sessidOf(
  message: Extract<PortalMessage, { kind: "connect" | "disconnect" | "flags" | "input" }>,
): number {
  return message.kind === "connect" ? message.sync.sessid : message.sessid;
}

function notAsked({ kind }: LinkMessage): Error {
  return new Error(`Cannot take "${kind}" of a Portal as it must be asked for: it was not`);
}
