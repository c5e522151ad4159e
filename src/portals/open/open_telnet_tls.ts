import type { Portal } from "../session/connection.ts";
import { listenTelnetTls } from "../tls/listen_telnet_tls.ts";
import { clientLimits, gmcpLimits, hostnameOf } from "./client_limits.ts";
import { HANDSHAKE_MS, PENDING_HANDSHAKES } from "./handshake_limits.ts";
import type { OpenOptions } from "./portals_options.ts";

/** Opens the portal of telnet over TLS as the settings say. */
// deno-lint-ignore require-await -- a promise also where it throws
export async function openTelnetTls(options: OpenOptions): Promise<Portal> {
  const { settings, sink, clock, trace, port, ports, certificate } = options;
  if (certificate === undefined) {
    throw new TypeError("Cannot listen for TLS as there must be a certificate: there is none");
  }
  return listenTelnetTls({
    hostname: hostnameOf(settings),
    ...{ port, sink, clock, trace, ports },
    context: () => certificate.context,
    pending: PENDING_HANDSHAKES,
    handshakeMs: HANDSHAKE_MS,
    settleMs: settings.negotiationWait,
    keepAliveMs: settings.nopKeepAlive * 1000,
    limits: { ...clientLimits(settings), gmcp: gmcpLimits(settings) },
  });
}
