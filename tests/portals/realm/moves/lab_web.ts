import { Buffer } from "node:buffer";
import { EventEmitter } from "node:events";
import type { Clock } from "../../../../src/core/clock.ts";
import type { Trace } from "../../../../src/core/trace/trace.ts";
import type { Elsewhere } from "../../../../src/portals/session/elsewhere.ts";
import type { PortalSessionRegistry } from "../../../../src/portals/session/portal_session_registry.ts";
import { SPANS } from "../../../../src/portals/web/dialects/spans.ts";
import { ResumeDesk } from "../../../../src/portals/web/resume/resume_desk.ts";
import { readResumeOffer } from "../../../../src/portals/web/resume/resume_offer.ts";
import { WebMoves } from "../../../../src/portals/web/web_moves.ts";
import { WebsocketConnection } from "../../../../src/portals/web/websocket_connection.ts";
import type { Websocket } from "../../../../src/portals/web/ws_library.ts";
import { webOptions } from "../../web/web_fixture.ts";

/** The server's end of a websocket in memory. */
export class LabSocket extends EventEmitter implements Websocket {
  readonly bufferedAmount = 0;
  readonly #page: SocketOwner;
  #isOpen = true;

  constructor(page: SocketOwner) {
    super();
    this.#page = page;
  }

  /** Takes what the page sends. */
  arrive(frame: string): void {
    queueMicrotask(() => {
      if (this.#isOpen) this.emit("message", Buffer.from(frame), false);
    });
  }

  /** Is lost, as when the network fails; the page does not hear of it. */
  cut(): void {
    this.#end(1006);
  }

  send(message: string | Uint8Array): void {
    if (this.#isOpen) this.#page.receive(this, String(message));
  }

  close(code: number, reason: string): void {
    if (this.#isOpen) this.#page.closed(this, reason);
    this.#end(code);
  }

  terminate(): void {
    if (this.#isOpen) this.#page.closed(this, "");
    this.#end(1006);
  }

  pause(): void {}
  resume(): void {}
  ping(): void {}

  #end(code: number): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    queueMicrotask(() => this.emit("close", code));
  }
}

/** Who has the other end of a {@linkcode LabSocket}. */
export interface SocketOwner {
  receive(socket: LabSocket, frame: string): void;
  closed(socket: LabSocket, reason: string): void;
}

/** What a {@linkcode LabWeb} is made with. */
export interface LabWebOptions {
  readonly clock: Clock;
  readonly trace: Trace;
  readonly sessions: PortalSessionRegistry;
  readonly elsewhere: Elsewhere;
  readonly keepMs?: number;
}

/** Where pages connect to a Portal: as a web portal does it, but for HTTP and sockets. */
export class LabWeb {
  readonly #options: LabWebOptions;
  readonly #desk: ResumeDesk;
  readonly #moves: WebMoves;
  readonly #limits = webOptions().limits;

  constructor(options: LabWebOptions) {
    this.#options = options;
    const { clock, trace, sessions, elsewhere, keepMs = 300_000 } = options;
    this.#desk = new ResumeDesk({ clock, trace, keepMs });
    this.#moves = new WebMoves({
      ...{ clock, trace, elsewhere, desk: this.#desk, limits: this.#limits, settleMs: 400 },
      isBanned: () => false,
      seeks: sessions.seeks,
      begin: (connection, { sessid, events, websocket }) => {
        const known = this.#moves.keep(sessid, connection);
        websocket.on("close", () => known[Symbol.dispose]());
        this.#desk.keep(websocket, { sessid, restate: () => connection.restate() });
        connection.attach(sessid, events);
      },
    });
  }

  /** Lets the pages that can come back do so at once. */
  sendOn(): void {
    for (const sessid of this.#desk.sessids) this.#desk.websocketOf(sessid)?.sendOn();
  }

  /** Takes a page; returns whether its websocket is open. */
  async open(socket: LabSocket, offered: string, address = "127.0.0.1"): Promise<boolean> {
    const { clock, trace, sessions } = this.#options;
    const offer = readResumeOffer(offered);
    if (offer.kind === "return") {
      const came = { cookies: undefined, address, arrival: { isOwn: true } };
      if (await this.#moves.seek(offer, came, () => ({ isOwn: true })) === null) return false;
    }
    if (this.#desk.resume(socket, offer, () => true)) return true;
    const websocket = this.#desk.open(socket, offer);
    const connection = new WebsocketConnection(websocket, {
      ...{ clock, trace, limits: this.#limits, settleMs: 400 },
      ...{ address: "127.0.0.1", dialect: SPANS, flags: {} },
    });
    const answer = sessions.connect(connection, {});
    if (answer.kind === "refused") throw new Error(`Cannot connect: ${answer.reason}`);
    const { sessid, events } = answer;
    const known = this.#moves.keep(sessid, connection);
    websocket.on("close", () => known[Symbol.dispose]());
    this.#desk.keep(websocket, { sessid, restate: () => connection.restate() });
    connection.attach(sessid, events);
    events.settled();
    return true;
  }
}
