import type { Clock } from "../../../core/clock.ts";
import type { Trace } from "../../../core/trace/trace.ts";
import type { Websocket } from "../ws_library.ts";
import { ResumableWebsocket } from "./resumable_websocket.ts";
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

/** Knows the sessions that clients can come back to, by their tokens. */
export class ResumeDesk {
  readonly #options: ResumeDeskOptions;
  readonly #kept = new Map<string, Kept>();

  /** Creates a desk that knows no session. */
  constructor(options: ResumeDeskOptions) {
    this.#options = options;
  }

  /** Returns the websocket of a new session, which outlives its socket if the client asks for that. */
  open(socket: Websocket, offer: ResumeOffer): Websocket {
    const { clock, keepMs } = this.#options;
    if (offer.kind === "none" || keepMs === 0) return socket;
    return new ResumableWebsocket(socket, newToken(), { clock, keepMs });
  }

  /** Lets the client of a session come back, if its websocket outlives its socket. */
  keep(websocket: Websocket, session: DeskSession): void {
    if (!(websocket instanceof ResumableWebsocket)) return;
    const { token } = websocket;
    this.#kept.set(token, { ...session, websocket });
    websocket.on("away", (waitMs) => this.#note("websocket:away", session.sessid, { waitMs }));
    websocket.on("close", () => this.#kept.delete(token));
  }

  /**
   * Gives a client its session back; returns whether there was one.
   *
   * @param isTheirs Whether the client may have the session of this number.
   */
  resume(socket: Websocket, offer: ResumeOffer, isTheirs: (sessid: number) => boolean): boolean {
    const kept = offer.kind === "return" ? this.#kept.get(offer.token) : undefined;
    if (offer.kind !== "return" || kept === undefined || !isTheirs(kept.sessid)) return false;
    const { replayed, lost } = kept.websocket.return(socket, offer.received);
    if (lost > 0) kept.restate();
    this.#note("websocket:resumed", kept.sessid, { replayed, lost });
    return true;
  }

  #note(kind: string, sessid: number, data: Readonly<Record<string, number>>): void {
    this.#options.trace.emit(kind, { level: "debug", sessid, data });
  }
}

function newToken(): string {
  return crypto.getRandomValues(new Uint8Array(TOKEN_BYTES)).toBase64({ alphabet: "base64url" });
}
