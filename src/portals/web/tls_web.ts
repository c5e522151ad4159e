import type { Server } from "node:http";
import type { Socket } from "node:net";
import type { SecureContext, TLSSocket } from "node:tls";
import type { Clock } from "../../core/clock.ts";
import type { Trace } from "../../core/trace/trace.ts";
import { listenTcp } from "../listen_tcp.ts";
import { type ServedClient, TcpPortal } from "../tcp_portal.ts";
import type { ByteStream } from "../telnet/byte_stream.ts";
import { PendingClients, type PendingLimits } from "../pending_clients.ts";
import { sayAndEnd } from "../tls/say_and_end.ts";
import { TlsClient } from "../tls/tls_client.ts";
import { httpsRedirect } from "./https_redirect.ts";
import type { OwnNames } from "./own_host.ts";
import type { RequestPeers } from "./request_peer.ts";

/** How long a client may take for its next request, in milliseconds; Deno does not look at it. */
export const NEXT_REQUEST_MS = 15_000;

/** How the web speaks TLS. */
export interface WebTls {
  /** Returns what the next handshake is made with. */
  readonly context: () => SecureContext;
  /** Returns the names and addresses that the certificate is for. */
  readonly names: () => readonly string[];
  readonly pending: PendingLimits;
  /** How long a client may take to say something, and to finish its handshake, in milliseconds. */
  readonly handshakeMs: number;
}

/** What a secure web port listens with. */
export interface TlsWebOptions {
  readonly hostname: string;
  readonly port: number;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly tls: WebTls;
  readonly peers: RequestPeers;
  /** Connections that may be open at once. */
  readonly maxSockets: number;
}

/**
 * Listens for browsers that speak TLS, and sends those that do not to where it is spoken.
 *
 * @param server Answers what they ask; it listens nowhere itself.
 * @throws {Deno.errors.AddrInUse} When the port is taken.
 */
export function listenTlsWeb(server: Server, options: TlsWebOptions): TcpPortal {
  const { clock, trace, tls, peers, maxSockets } = options;
  let open = 0;
  const waiting = new WaitingSockets(clock);
  server.on("upgrade", ({ socket }) => waiting.heard(socket));
  server.prependListener("request", ({ socket }, response) => {
    waiting.heard(socket);
    response.once("close", () => waiting.wait(socket));
  });
  // A server that says that it does not listen ends each connection after one answer.
  Object.defineProperty(server, "listening", { value: true });
  const shared = {
    ...{ clock, trace, context: tls.context, handshakeMs: tls.handshakeMs },
    pending: new PendingClients(tls.pending),
    serve: (socket: TLSSocket, address: string) => {
      peers.remember(socket, address);
      waiting.wait(socket);
      socket.once("close", () => waiting.heard(socket));
      return handedOver(socket, server);
    },
  };
  return new TcpPortal({
    protocolKey: "websocket",
    listener: listenTcp(options.hostname, options.port),
    clock,
    serve(stream, address) {
      const own = () => ({ names: tls.names(), address: stream.localAddr.hostname });
      const plain = (_stream: ByteStream, said: Uint8Array) =>
        sayAndEnd(stream, clock, () => said.length > 0 ? redirect(said, own()) : "");
      const client = new TlsClient(stream, address, { ...shared, plain });
      return {
        async run() {
          if (open >= maxSockets) return stream.close();
          open++;
          await client.run().finally(() => open--);
        },
        shutDown: (reason) => client.shutDown(reason),
      };
    },
    onError(what, error) {
      const data = { what, error: String(error) };
      trace.emit("web:error", { level: "error", data });
    },
  });
}

/** Ends the connections that take too long for their next request. */
class WaitingSockets {
  readonly #clock: Clock;
  readonly #timers = new WeakMap<Socket, Disposable>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  wait(socket: Socket): void {
    this.heard(socket);
    if (socket.destroyed) return;
    this.#timers.set(socket, this.#clock.timer(NEXT_REQUEST_MS, () => socket.destroy()));
  }

  heard(socket: Socket): void {
    this.#timers.get(socket)?.[Symbol.dispose]();
  }
}

function handedOver(socket: TLSSocket, server: Server): ServedClient {
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  return {
    async run() {
      server.emit("connection", socket);
      await closed;
    },
    // deno-lint-ignore require-await -- a promise, as those that wait for the client
    async shutDown() {
      socket.destroy();
    },
  };
}

function redirect(said: Uint8Array, own: OwnNames): string {
  return httpsRedirect(new TextDecoder().decode(said), own);
}
