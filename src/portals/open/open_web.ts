import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { TrustedProxies } from "../proxy/trusted_proxies.ts";
import type { Portal } from "../session/connection.ts";
import { listenWeb } from "../web/listen_web.ts";
import { RequestPeers } from "../web/request_peer.ts";
import type { WebTls } from "../web/tls_web.ts";
import { gmcpLimits, hostnameOf, MAX_JSON_DEPTH, zeroIsOff } from "./client_limits.ts";
import { HANDSHAKE_MS, PENDING_HANDSHAKES } from "./handshake_limits.ts";
import type { OpenOptions } from "./portals_options.ts";
import { telnetParts } from "./telnet_parts.ts";

/** Connections to the web port that may be open at once. */
const MAX_WEB_SOCKETS = 20_000;
/** Bytes of an HTTP request's headers. */
const MAX_HEADER_BYTES = 16 * 1024;
/** Time for an HTTP request's headers, in milliseconds. */
const HEADERS_MS = 10_000;

/** Opens the web portal as the settings say. */
export function openWeb(options: OpenOptions): Promise<Portal> {
  const { settings, sink, clock, trace, state, questions, isBanned, port } = options;
  const peers = new RequestPeers(new TrustedProxies(settings.trustedProxies));
  return listenWeb({
    peers,
    tls: settings.webTls ? webTls(options) : undefined,
    hostname: hostnameOf(settings),
    ...{ port, sink, clock, trace },
    serverName: settings.serverName,
    ready: state,
    plugins: { questions, clock, isBanned, limits: settings, addressOf: addressFrom(peers) },
    settleMs: settings.negotiationWait,
    allowedOrigins: settings.webOrigins,
    keepMs: settings.resumeTimeout * 1000,
    isBanned,
    telnet: telnetParts(options),
    limits: {
      maxPayload: settings.maxWebsocketMessage,
      maxLineLength: zeroIsOff(settings.maxLineLength),
      maxBufferedBytes: zeroIsOff(settings.maxOutboundBytes),
      maxDepth: MAX_JSON_DEPTH,
      gmcp: gmcpLimits(settings),
      maxSockets: MAX_WEB_SOCKETS,
      maxHeaderBytes: MAX_HEADER_BYTES,
      headersMs: HEADERS_MS,
    },
  });
}

function addressFrom(peers: RequestPeers) {
  return ({ env }: Context<{ Bindings: HttpBindings }>): string => peers.of(env.incoming).address;
}

function webTls({ certificate }: OpenOptions): WebTls {
  if (certificate === undefined) {
    throw new TypeError("Cannot serve https as there must be a certificate: there is none");
  }
  return {
    context: () => certificate.context,
    pending: PENDING_HANDSHAKES,
    handshakeMs: HANDSHAKE_MS,
  };
}
