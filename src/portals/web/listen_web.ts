import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { BACKLOG } from "../listen_tcp.ts";
import type { Portal } from "../session/connection.ts";
import type { Onward } from "../session/elsewhere.ts";
import { type AppOptions, createApp } from "./app.ts";
import { RequestPeers } from "./request_peer.ts";
import { listenTlsWeb, type WebTls } from "./tls_web.ts";
import { WebsocketAcceptor, type WebsocketLimits, type WebsocketOptions } from "./websocket.ts";

/** Time for a whole request, in milliseconds. */
const REQUEST_TIMEOUT_MS = 15_000;
/** How long an unused connection is kept for a next request, in milliseconds. */
const KEEP_ALIVE_MS = 5_000;
/** How often the times above are looked at, in milliseconds. */
const TIMEOUT_CHECK_MS = 2_000;

/** What the clients of a web portal may not exceed. */
export interface WebLimits extends WebsocketLimits {
  /** Connections that may be open at once, websockets included. */
  readonly maxSockets: number;
  /** Bytes of a request's headers. */
  readonly maxHeaderBytes: number;
  /** Time for a request's headers, in milliseconds, at most 15 seconds; looked at every 2 seconds. */
  readonly headersMs: number;
}

/** What a web portal listens with. */
export interface WebOptions extends AppOptions, WebsocketOptions {
  readonly hostname: string;
  /** The port; 0 takes a free one. */
  readonly port: number;
  readonly limits: WebLimits;
  /** How TLS is spoken; plain HTTP unless given. */
  readonly tls?: WebTls | undefined;
}

/** A web portal that listens. */
export interface WebPortal extends Portal {
  stopListening(): void;
  /** Sends its clients to another Portal of the realm. */
  readonly onward: Onward;
}

/**
 * Listens for browsers: the page, and the websocket that it speaks on.
 *
 * @returns The portal, once it listens.
 * @throws {Deno.errors.AddrInUse} When the port is taken.
 */
export async function listenWeb(options: WebOptions): Promise<WebPortal> {
  const { peers = new RequestPeers() } = options;
  const acceptor = new WebsocketAcceptor({ ...options, peers });
  const server = createHttpServer(options);
  server.on("upgrade", (request, socket, head) => acceptor.upgrade(request, socket, head));
  if (options.tls !== undefined) {
    const { tls } = options;
    const { maxSockets } = options.limits;
    const secure = listenTlsWeb(server, { ...options, tls, peers, maxSockets });
    const end = async () => {
      await acceptor.close();
      await secure.close();
    };
    const stopListening = () => secure.stopListening();
    return {
      protocolKey: "websocket",
      port: secure.port,
      stopListening,
      onward: acceptor,
      close: end,
    };
  }
  const port = await listen(server, options);
  const listening = new Listening(server);
  return {
    ...{ protocolKey: "websocket", port, onward: acceptor },
    stopListening: () => void listening.stop(),
    close: () => close(server, { acceptor, listening }),
  };
}

/** `node:http` and not `Deno.serve`, which has no time limits and buffers 64 MiB messages. */
function createHttpServer(options: WebOptions): Server {
  const app = createApp(options);
  const server = createServer(
    {
      headersTimeout: options.limits.headersMs,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      maxHeaderSize: options.limits.maxHeaderBytes,
    },
    getRequestListener(app.fetch, { overrideGlobalObjects: false }),
  );
  server.maxConnections = options.limits.maxSockets;
  return server;
}

function listen(server: Server, options: WebOptions): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once("error", (error) => reject(asDenoError(error)));
  server.listen({ port: options.port, host: options.hostname, backlog: BACKLOG }, () => {
    const address = server.address();
    resolve(typeof address === "object" && address !== null ? address.port : options.port);
  });
  return promise;
}

function asDenoError(error: Error): Error {
  const isBusy = "code" in error && error.code === "EADDRINUSE";
  return isBusy ? new Deno.errors.AddrInUse(error.message, { cause: error }) : error;
}

/** A server that stops to listen once, however often it is told. */
class Listening {
  readonly #server: Server;
  #stopping: Promise<void> | undefined;

  constructor(server: Server) {
    this.#server = server;
  }

  /** Resolves when no connection is left. */
  stop(): Promise<void> {
    return this.#stopping ??= new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

async function close(
  server: Server,
  parts: { readonly acceptor: WebsocketAcceptor; readonly listening: Listening },
): Promise<void> {
  const stopped = parts.listening.stop();
  await parts.acceptor.close();
  server.closeAllConnections();
  await stopped;
}
