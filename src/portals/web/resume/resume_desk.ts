import { createHash } from "node:crypto";
import type { Clock } from "../../../core/clock.ts";
import type { Trace } from "../../../core/trace/trace.ts";
import type { Websocket } from "../ws_library.ts";
import { ResumableWebsocket, type ResumeState } from "./resumable_websocket.ts";
import type { ResumeOffer } from "./resume_offer.ts";

const TOKEN_BYTES = 24;

/** What a desk works with. */
export interface ResumeDeskOptions {
  readonly clock: Clock;
  readonly trace: Trace;
  /** How long a session whose client was lost is kept, in milliseconds; 0 keeps none. */
  readonly keepMs: number;
}

/** A session, as a desk knows it. */
export interface DeskSession {
  readonly sessid: number;
  /** Tells the client again what it has to know, as it lost messages. */
  readonly restate: () => void;
}

/** A session that a client can come back to. */
interface Kept extends DeskSession {
  readonly websocket: ResumableWebsocket;
}

/** Knows the sessions that clients can come back to, by the hashes of their tokens. */
export class ResumeDesk {
  readonly #options: ResumeDeskOptions;
  readonly #kept = new Map<string, Kept>();
  readonly #bySession = new Map<number, ResumableWebsocket>();

  /** Creates a desk that knows no session. */
  constructor(options: ResumeDeskOptions) {
    this.#options = options;
  }

  /** Returns the websocket of a new session, which outlives its socket if the client asks for that. */
  open(socket: Websocket, offer: ResumeOffer): Websocket {
    const { clock, keepMs } = this.#options;
    if (offer.kind === "none" || keepMs === 0) return socket;
    return ResumableWebsocket.start(socket, newToken(), { clock, keepMs });
  }

  /** Returns the websocket of a session that was at another Portal; its client is away. */
  adopt(token: string, state: ResumeState): ResumableWebsocket {
    const { clock, keepMs } = this.#options;
    return ResumableWebsocket.adopt(token, { clock, keepMs }, state);
  }

  /** Finds the number of the session that a client can come back to, by the hash of its token. */
  find(hash: string): number | undefined {
    return this.#kept.get(hash)?.sessid;
  }

  /** Returns the websocket of a session that its client can come back to. */
  websocketOf(sessid: number): ResumableWebsocket | undefined {
    return this.#bySession.get(sessid);
  }

  /** The sessions that their clients can come back to. */
  get sessids(): readonly number[] {
    return [...this.#bySession.keys()];
  }

  /** Lets the client of a session come back, if its websocket outlives its socket. */
  keep(websocket: Websocket, session: DeskSession): void {
    if (!(websocket instanceof ResumableWebsocket)) return;
    const hash = hashOf(websocket.token);
    this.#kept.set(hash, { ...session, websocket });
    this.#bySession.set(session.sessid, websocket);
    websocket.on("away", (waitMs) => this.#note("websocket:away", session.sessid, { waitMs }));
    websocket.on("close", () => {
      if (this.#kept.get(hash)?.websocket === websocket) this.#kept.delete(hash);
      if (this.#bySession.get(session.sessid) === websocket) {
        this.#bySession.delete(session.sessid);
      }
    });
  }

  /**
   * Gives a client its session back; returns the number of that, or `null` where there is none.
   *
   * @param isTheirs Whether the client may have the session of this number.
   */
  resume(
    socket: Websocket,
    offer: ResumeOffer,
    isTheirs: (sessid: number) => boolean,
  ): number | null {
    const kept = offer.kind === "return" ? this.#kept.get(hashOf(offer.token)) : undefined;
    if (offer.kind !== "return" || kept === undefined || !isTheirs(kept.sessid)) return null;
    const { replayed, lost } = kept.websocket.return(socket, offer.received);
    if (lost > 0) kept.restate();
    this.#note("websocket:resumed", kept.sessid, { replayed, lost });
    return kept.sessid;
  }

  #note(kind: string, sessid: number, data: Readonly<Record<string, number>>): void {
    this.#options.trace.emit(kind, { level: "debug", sessid, data });
  }
}

/** Returns what a token is known by where it must not be told. */
export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

function newToken(): string {
  return crypto.getRandomValues(new Uint8Array(TOKEN_BYTES)).toBase64({ alphabet: "base64url" });
}
