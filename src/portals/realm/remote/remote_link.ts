import type { Boundary } from "../../../core/boundary/boundary.ts";
import type { PortalMessage } from "../../../core/boundary/messages.ts";
import { type Asks, Questions } from "../../../core/boundary/questions.ts";
import { ToldCount } from "../../../core/boundary/told_count.ts";
import type { Clock } from "../../../core/clock.ts";
import { WallDetail, type WallDetailParts } from "../../wall_detail.ts";
import { type HubMessage, isHubWord, type LinkMessage, type MoveWord } from "../hub_messages.ts";
import type { NatsLink } from "../link/nats_link.ts";
import { openPortalBoundary } from "../link/open_link.ts";
import type { Hello } from "../realm_words.ts";

/** What the hub says that is not about questions. */
export type RemoteMessage = Exclude<HubMessage, { kind: "request" | "reply" | "cancel" }>;

/** What a {@linkcode RemoteLink} is made with. */
export interface RemoteLinkOptions {
  /** The term of the Server at the other end. */
  readonly term: number;
  /** The link's number. */
  readonly number: number;
  readonly link: NatsLink;
  readonly clock: Clock;
  readonly detail: WallDetailParts;
  /** Takes what the hub says. */
  readonly onMessage: (message: RemoteMessage) => void;
  /** Hears that the link is broken; said once. */
  readonly onBroken: (link: RemoteLink, reason: string) => void;
  /** Hears of what was dropped or could not be carried out. */
  readonly onFault: (error: Error) => void;
}

/** One link to the active Server, as the Portal holds it. */
export class RemoteLink {
  readonly term: number;
  readonly number: number;
  /** Whether the Server has said that it is there. */
  isWelcome = false;
  /** Whether the Server has this link, or had it. */
  isKnown = false;
  readonly #options: RemoteLinkOptions;
  readonly #boundary: Boundary<LinkMessage, HubMessage>;
  readonly #taken = new ToldCount();
  readonly #questions: Questions;
  readonly #wall: WallDetail;
  #isEnded = false;

  /**
   * Creates the Portal's end of a link that was just opened.
   *
   * @param options The link, and who hears of what.
   */
  constructor(options: RemoteLinkOptions) {
    const { term, number, link, clock, detail, onFault } = options;
    this.term = term;
    this.number = number;
    this.#options = options;
    this.#wall = new WallDetail(term, detail);
    this.#boundary = openPortalBoundary(link, { epoch: number, takenHere: this.#taken });
    this.#questions = new Questions({
      ...{ clock, answers: {}, onFail: onFault },
      send: (message) => this.send(message),
    });
    this.#boundary.onFault(onFault);
    this.#boundary.onBatch(({ messages }) => {
      for (const message of messages) this.#receive(message);
    });
    link.onBroken((reason) => {
      if (!this.#isEnded) options.onBroken(this, reason);
    });
  }

  /** Asks the Server. */
  get questions(): Asks {
    return this.#questions;
  }

  /** What is told of this link when another one is asked for. */
  get told(): NonNullable<Hello["before"]> {
    return { link: this.number, taken: this.#taken.count };
  }

  /** Takes note that the Server is there. */
  welcome(): void {
    this.isWelcome = true;
    this.isKnown = true;
    this.#options.link.open();
  }

  /** Sends to the Server. */
  send(message: PortalMessage): void {
    this.#wall.sent(message);
    this.#boundary.send(message);
  }

  /** Says something to the hub alone. */
  say(word: MoveWord): void {
    this.#boundary.send(word);
  }

  /** Ends it; nothing that comes by it is heard any more. */
  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#questions.end(this.#boundary.close());
  }

  #receive(message: HubMessage): void {
    if (this.#isEnded) return;
    this.isKnown = true;
    if (!isHubWord(message)) this.#wall.received(message);
    try {
      if (isQuestion(message)) this.#questions.receive(message);
      else this.#options.onMessage(message);
    } catch (error) {
      this.#options.onFault(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

function isQuestion(
  message: HubMessage,
): message is Extract<HubMessage, { kind: "request" | "reply" | "cancel" }> {
  return message.kind === "request" || message.kind === "reply" || message.kind === "cancel";
}
