import type { Buffer } from "node:buffer";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Clock } from "../../core/clock.ts";
import type { Trace } from "../../core/trace/trace.ts";
import type { AddressRates } from "../session/connection_gate.ts";
import type { ConnectionSink, ProtocolConnection } from "../session/connection.ts";
import type { Elsewhere } from "../session/elsewhere.ts";
import { flagsAtConnect } from "./client_options.ts";
import { chooseDialect, type SpokenDialect } from "./dialects/choose_dialect.ts";
import type { DialectKind } from "./dialects/dialect.ts";
import { SPANS } from "./dialects/spans.ts";
import { telnetOverWebsocket, type WebTelnet } from "./dialects/telnet.ts";
import { keepHeartbeat } from "./heartbeat.ts";
import { isAllowedOrigin } from "./origin.ts";
import { RequestPeers } from "./request_peer.ts";
import { ResumeDesk } from "./resume/resume_desk.ts";
import type { Arrival, Browsers } from "./sign_in/browsers.ts";
import { readResumeOffer } from "./resume/resume_offer.ts";
import { type Begun, sender, SIGNED_OUT, WebMoves } from "./web_moves.ts";
import { type ConnectionLimits, WebsocketConnection } from "./websocket_connection.ts";
import { createUpgrader, type Websocket, type WebsocketUpgrader } from "./ws_library.ts";

/** What the clients of a web portal may not exceed. */
export interface WebsocketLimits extends ConnectionLimits {
  /** The longest message taken, in bytes; a longer one closes with code 1009. */
  readonly maxPayload: number;
}

/** A connection that the portal may have to end. */
type Open = Pick<ProtocolConnection, "disconnect">;

/** Who asked for a websocket. */
interface Client {
  readonly address: string;
  readonly flags: ProtocolFlags;
}

/** What websockets are accepted with. */
export interface WebsocketOptions {
  readonly sink: ConnectionSink;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly limits: WebsocketLimits;
  /** How long to wait for a client's options before its input flows, in milliseconds. */
  readonly settleMs: number;
  /** Origins that may connect besides the page's own, such as `https://play.example.org`. */
  readonly allowedOrigins: readonly string[];
  /** How long the session of a page that was lost is kept, in milliseconds; 0 keeps none. */
  readonly keepMs: number;
  /** Whether a ban keeps an address out. */
  readonly isBanned: (address: string) => boolean;
  /** Counts how often an address lets the other Portals be asked for a session. */
  readonly seeks: AddressRates;
  /** What the dialects that are telnet work with. */
  readonly telnet: WebTelnet;
  /** Knows the browsers that are signed in; without them all come as nobody. */
  readonly browsers?: Browsers | undefined;
  /** Says who asks; the other end of the socket unless given. */
  readonly peers?: RequestPeers;
  /** The other Portals to which clients may come back; none unless given. */
  readonly elsewhere?: Elsewhere | undefined;
}

/** Its answer is that a client is to try again. */
const UNAVAILABLE = "503 Service Unavailable";

/** Where websockets are, on the server's own host. */
export const WEBSOCKET_PATH = "/ws";

/** Makes sessions of the websockets that clients ask for, and holds the open ones. */
export class WebsocketAcceptor {
  readonly #options: WebsocketOptions;
  readonly #upgrader: WebsocketUpgrader;
  readonly #desk: ResumeDesk;
  readonly #open = new Map<Open, Promise<void>>();
  readonly #moves: WebMoves | undefined;
  #isClosing = false;

  /** Creates an acceptor, bound to no server yet. */
  constructor(options: WebsocketOptions) {
    this.#options = options;
    this.#desk = new ResumeDesk(options);
    this.#upgrader = createUpgrader(options.limits.maxPayload, (offered) => {
      const choice = chooseDialect([...offered].join(","));
      return choice.kind === "chosen" && choice.echo;
    });
    if (options.elsewhere !== undefined) this.#moves = this.#serve(options.elsewhere);
  }

  /** Answers an HTTP request that asks for an upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { host, origin } = request.headers;
    if (this.#isClosing) return this.#refuse(socket, UNAVAILABLE);
    if (pathOf(request.url) !== WEBSOCKET_PATH) return this.#refuse(socket, "404 Not Found");
    if (!isAllowedOrigin(origin, host, this.#options.allowedOrigins)) {
      return this.#refuse(socket, "403 Forbidden");
    }
    const choice = chooseDialect(request.headers["sec-websocket-protocol"]);
    if (choice.kind === "unknown") return this.#refuse(socket, "400 Bad Request");
    const shakeHands = (arrival: Arrival) =>
      this.#upgrader.handleUpgrade(
        request,
        socket,
        head,
        (websocket) => this.#accept(websocket, request, { spoken: choice.spoken, arrival }),
      );
    const arrival = this.#arrival(request);
    const offer = readResumeOffer(request.headers["sec-websocket-protocol"]);
    if (offer.kind === "return" && this.#moves !== undefined) {
      const { address } = (this.#options.peers ?? new RequestPeers()).of(request);
      const came = { cookies: request.headers.cookie, address, arrival };
      const found = this.#moves.seek(offer, came, () => this.#arrival(request));
      this.#shakeLater(socket, found, shakeHands);
    } else if (arrival instanceof Promise) this.#shakeLater(socket, arrival, shakeHands);
    else shakeHands(arrival);
  }

  /** The sessions whose clients can come back by another Portal of the realm. */
  get movable(): readonly number[] {
    const { elsewhere } = this.#options;
    return this.#desk.sessids.filter((sessid) => elsewhere?.mayMove(sessid) === true);
  }

  /**
   * Lets clients come back at once, by another Portal of the realm, and nobody in any more.
   *
   * @param sessids Their sessions.
   * @returns Those whose clients are here.
   */
  sendOn(sessids: readonly number[]): readonly number[] {
    this.#isClosing = true;
    return sessids.filter((sessid) => this.#desk.websocketOf(sessid)?.sendOn() === true);
  }

  /** Closes every websocket, and resolves when all are gone. */
  async close(): Promise<void> {
    this.#isClosing = true;
    for (const connection of this.#open.keys()) connection.disconnect("shutdown", null);
    await Promise.all(this.#open.values());
  }

  #arrival(request: IncomingMessage): Arrival | Promise<Arrival> {
    const { browsers, peers = new RequestPeers() } = this.#options;
    if (browsers === undefined) return { isOwn: false };
    const { origin, host, cookie: cookies, "sec-fetch-site": site } = request.headers;
    const { address, isSecure } = peers.of(request);
    // HTTP/1.1 allows one such header.
    const source = { origin, host, site: [site ?? []].flat()[0], isSecure };
    return browsers.arrival(source, { cookies, address });
  }

  /** Waits with the handshake: what a client sends after it must find its session. */
  #shakeLater(
    socket: Duplex,
    arrival: Promise<Arrival | null>,
    shakeHands: (one: Arrival) => void,
  ): void {
    const onError = () => socket.destroy();
    socket.on("error", onError);
    arrival.then((one) => {
      socket.off("error", onError);
      if (this.#isClosing || one === null) this.#refuse(socket, UNAVAILABLE);
      else if (!socket.destroyed) shakeHands(one);
    }).catch((error: unknown) => {
      this.#fail(error);
      socket.destroy();
    });
  }

  #accept(
    websocket: Websocket,
    request: IncomingMessage,
    { spoken, arrival }: { readonly spoken: SpokenDialect; readonly arrival: Arrival },
  ): void {
    const { peers = new RequestPeers(), isBanned, browsers } = this.#options;
    const { address, isSecure } = peers.of(request);
    keepHeartbeat(websocket, this.#options.clock);
    const secure = isSecure ? { secure: true } : {};
    if (spoken.kind === "telnet") {
      return this.#acceptTelnet(websocket, { address, flags: secure });
    }
    const known = flagsAtConnect(request.headers["user-agent"]);
    const flags = { ...known, ...spoken.dialect.flags, ...secure };
    const offered = request.headers["sec-websocket-protocol"];
    const offer = readResumeOffer(spoken.dialect === SPANS ? offered : undefined);
    const isTheirs = (sessid: number) => browsers?.mayReturn(sessid, arrival) ?? true;
    const resumed = isBanned(address) ? null : this.#desk.resume(websocket, offer, isTheirs);
    if (resumed !== null) return browsers?.cameBack(resumed);
    const client = { address, flags, arrival };
    this.#acceptMessages(this.#desk.open(websocket, offer), spoken.dialect, client);
  }

  #acceptMessages(
    websocket: Websocket,
    dialect: DialectKind,
    { arrival, ...client }: Client & { readonly arrival: Arrival },
  ): void {
    const { browsers } = this.#options;
    const tab = browsers?.tab(arrival, {
      send: dialect === SPANS ? sender(websocket) : undefined,
      end: () => connection.disconnect("quit", SIGNED_OUT),
    });
    const connection: WebsocketConnection = new WebsocketConnection(websocket, {
      ...this.#options,
      ...client,
      ...{ dialect, tab },
    });
    this.#hold(connection, websocket);
    const answer = this.#options.sink.connect(connection, client.flags);
    if (answer.kind === "refused") connection.refuse(answer.reason);
    else this.#begin(connection, { ...answer, websocket, tab });
  }

  #serve(elsewhere: Elsewhere): WebMoves {
    return new WebMoves({
      ...this.#options,
      ...{ elsewhere, desk: this.#desk },
      begin: (connection, begun) => {
        this.#hold(connection, begun.websocket);
        this.#begin(connection, begun);
      },
    });
  }

  #begin(
    connection: WebsocketConnection,
    { sessid, events, websocket, tab }: Begun,
  ): void {
    const held = tab && this.#options.browsers?.hold(tab, sessid);
    const known = this.#moves?.keep(sessid, connection);
    websocket.on("close", () => {
      held?.[Symbol.dispose]();
      known?.[Symbol.dispose]();
    });
    this.#desk.keep(websocket, { sessid, restate: () => connection.restate() });
    connection.attach(sessid, events);
  }

  #acceptTelnet(websocket: Websocket, client: Client): void {
    const { telnet, sink } = this.#options;
    const connection = telnetOverWebsocket(websocket, client, telnet);
    this.#hold(connection, websocket);
    connection.run(sink).catch((error: unknown) => {
      this.#fail(error);
      websocket.terminate();
    });
  }

  #hold(connection: Open, websocket: Websocket): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#open.set(connection, promise);
    websocket.on("close", () => {
      this.#open.delete(connection);
      resolve();
    });
  }

  #fail(error: unknown): void {
    const data = { error: String(error) };
    this.#options.trace.emit("websocket:error", { level: "error", data });
  }

  #refuse(socket: Duplex, status: string): void {
    this.#options.trace.emit("websocket:refused", { level: "warn", data: { status } });
    socket.on("error", () => socket.destroy());
    socket.once("finish", () => socket.destroy());
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  }
}

function pathOf(target: string | undefined): string | undefined {
  return target?.split("?", 1)[0];
}
