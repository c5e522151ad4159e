import type { Portal } from "../session/connection.ts";
import { listenWeb } from "../web/listen_web.ts";
import { socketAddress } from "../web/socket_address.ts";
import { hostnameOf, MAX_JSON_DEPTH, zeroIsOff } from "./client_limits.ts";
import type { OpenOptions } from "./portals_options.ts";

/** Connections to the web port that may be open at once. */
const MAX_WEB_SOCKETS = 20_000;
/** Bytes of an HTTP request's headers. */
const MAX_HEADER_BYTES = 16 * 1024;

/** Opens the web portal as the settings say. */
export function openWeb(options: OpenOptions): Promise<Portal> {
  const { settings, sink, clock, trace, state, questions, isBanned, port } = options;
  return listenWeb({
    hostname: hostnameOf(settings),
    ...{ port, sink, clock, trace },
    serverName: settings.serverName,
    ready: state,
    plugins: { questions, clock, isBanned, limits: settings, addressOf: socketAddress },
    settleMs: settings.negotiationWait,
    allowedOrigins: [],
    limits: {
      maxPayload: settings.maxWebsocketMessage,
      maxLineLength: zeroIsOff(settings.maxLineLength),
      maxBufferedBytes: zeroIsOff(settings.maxOutboundBytes),
      maxDepth: MAX_JSON_DEPTH,
      maxSockets: MAX_WEB_SOCKETS,
      maxHeaderBytes: MAX_HEADER_BYTES,
    },
  });
}
