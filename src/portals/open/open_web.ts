import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { metricsAccess } from "../operators/metrics_access.ts";
import type { OperatorRoutes } from "../operators/operator_routes.ts";
import type { ProxiedPeer } from "../proxy/proxied_client.ts";
import { type AccessOptions, passBy } from "../observatory/access.ts";
import { observatoryFiles } from "../observatory/observatory_files.ts";
import type { ObservatoryRoutesOptions } from "../observatory/observatory_routes.ts";
import { TrustedProxies } from "../proxy/trusted_proxies.ts";
import { listenWeb } from "../web/listen_web.ts";
import { RequestPeers } from "../web/request_peer.ts";
import { Browsers } from "../web/sign_in/browsers.ts";
import type { WebTls } from "../web/tls_web.ts";
import { gmcpLimits, hostnameOf, MAX_JSON_DEPTH, zeroIsOff } from "./client_limits.ts";
import { HANDSHAKE_MS, PENDING_HANDSHAKES } from "./handshake_limits.ts";
import type { OpenedPortal, OpenOptions } from "./portals_options.ts";
import { telnetParts } from "./telnet_parts.ts";

/** Streams of the observatory that may be open at once. */
const MAX_STREAMS = 64;
/** Connections to the web port that may be open at once. */
const MAX_WEB_SOCKETS = 20_000;
/** Bytes of an HTTP request's headers. */
const MAX_HEADER_BYTES = 16 * 1024;
/** Time for an HTTP request's headers, in milliseconds. */
const HEADERS_MS = 10_000;

/** Opens the web portal as the settings say. */
export function openWeb(options: OpenOptions): Promise<OpenedPortal> {
  const { settings, sink, clock, trace, state, questions, isBanned, port } = options;
  const peers = new RequestPeers(new TrustedProxies(settings.trustedProxies));
  const peerOf = peerFrom(peers);
  const { serverName } = settings;
  const browsers = new Browsers({
    ...{ questions, clock, trace, random: randomBytes },
    news: options.browserNews,
  });
  return listenWeb({
    peers,
    tls: settings.webTls ? webTls(options) : undefined,
    hostname: hostnameOf(settings),
    ...{ port, sink, clock, trace },
    redirects: settings.webRedirects,
    serverName,
    browsers,
    signIn: {
      ...{ browsers, questions, clock, serverName, isBanned, peerOf },
      random: randomBytes,
    },
    ready: state,
    operators: operatorRoutes(options, peers),
    plugins: {
      questions,
      clock,
      isBanned,
      limits: settings,
      addressOf: (context) => peerOf(context).address,
    },
    observatory: observatoryRoutes(options, { peers, visitors: browsers.visitors }),
    settleMs: settings.negotiationWait,
    allowedOrigins: settings.webOrigins,
    keepMs: settings.resumeTimeout * 1000,
    ...{ isBanned, seeks: options.seeks },
    elsewhere: options.elsewhere,
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

function operatorRoutes(
  { settings, operators, clock, ports }: OpenOptions,
  peers: RequestPeers,
): OperatorRoutes | undefined {
  if (operators === undefined) return undefined;
  const { metricsToken: token, metricsFrom: networks } = settings;
  const mayRead = metricsAccess({ token, networks, peers });
  return {
    clock,
    metrics: () => operators.metrics(),
    mayReadMetrics: ({ env }: Context<{ Bindings: HttpBindings }>) => mayRead(env.incoming),
    status: settings.statusPage ? () => operators.status(ports()) : undefined,
  };
}

function peerFrom(peers: RequestPeers) {
  return ({ env }: Context<{ Bindings: HttpBindings }>): ProxiedPeer => peers.of(env.incoming);
}

/** What nobody can foretell (Web Cryptography API, section 10.1.1). */
function randomBytes(count: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(count));
}

function webTls({ certificate }: OpenOptions): WebTls {
  if (certificate === undefined) {
    throw new TypeError("Cannot serve https as there must be a certificate: there is none");
  }
  return {
    context: () => certificate.context,
    names: () => certificate.facts.names,
    pending: PENDING_HANDSHAKES,
    handshakeMs: HANDSHAKE_MS,
  };
}

function observatoryRoutes(
  { observatory, clock, settings: { serverName } }: OpenOptions,
  parts: Pick<AccessOptions, "peers" | "visitors">,
): ObservatoryRoutesOptions | undefined {
  if (observatory === undefined) return undefined;
  const passOf = passBy({ ...parts, links: observatory.links });
  const files = observatoryFiles(serverName);
  return { observatory, clock, serverName, passOf, files, maxStreams: MAX_STREAMS };
}
