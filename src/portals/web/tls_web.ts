import type { IncomingMessage, Server } from "node:http";
import type { SecureContext, TLSSocket } from "node:tls";
import type { Clock } from "../../core/clock.ts";
import type { Trace } from "../../core/trace/trace.ts";
import { type ServedClient, TcpPortal } from "../tcp_portal.ts";
import type { ByteStream } from "../telnet/wire.ts";
import { PendingHandshakes, type PendingLimits } from "../tls/pending.ts";
import { sayAndEnd } from "../tls/say_and_end.ts";
import { TlsClient } from "../tls/tls_client.ts";
import { httpsRedirect } from "./https_redirect.ts";
import type { RequestPeers } from "./request_peer.ts";

/** How long a client may take for its first request, in milliseconds; Deno does not look at it. */
export const FIRST_REQUEST_MS = 15_000;

/** How the web speaks TLS. */
export interface WebTls {
  /** Returns what the next handshake is made with. */
  readonly context: () => SecureContext;
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
  const waiting = new WeakMap<object, Disposable>();
  const heard = ({ socket }: IncomingMessage) => waiting.get(socket)?.[Symbol.dispose]();
  server.on("upgrade", heard).prependListener("request", (request, response) => {
    heard(request);
    // Deno ends a connection that it was handed after one answer, so the answer has to say so.
    response.setHeader("connection", "close");
  });
  const shared = {
    ...{ clock, trace, context: tls.context, handshakeMs: tls.handshakeMs },
    pending: new PendingHandshakes(tls.pending),
    plain: (stream: ByteStream, said: Uint8Array) => redirected(stream, said, clock),
    serve: (socket: TLSSocket, address: string) => {
      peers.remember(socket, address);
      const timer = clock.timer(FIRST_REQUEST_MS, () => socket.destroy());
      waiting.set(socket, timer);
      socket.once("close", () => timer[Symbol.dispose]());
      return handedOver(socket, server);
    },
  };
  return new TcpPortal({
    protocolKey: "websocket",
    listener: Deno.listen({ hostname: options.hostname, port: options.port }),
    clock,
    serve(stream, address) {
      const client = new TlsClient(stream, address, shared);
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

function redirected(stream: ByteStream, said: Uint8Array, clock: Clock): ServedClient {
  const text = said.length > 0 ? httpsRedirect(new TextDecoder().decode(said)) : "";
  return sayAndEnd(stream, clock, () => text);
}
