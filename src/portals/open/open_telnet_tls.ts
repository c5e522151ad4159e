import type { Portal } from "../session/connection.ts";
import { listenTelnetTls } from "../tls/listen_telnet_tls.ts";
import { HANDSHAKE_MS, PENDING_HANDSHAKES } from "./handshake_limits.ts";
import { compression } from "./compression.ts";
import type { OpenOptions } from "./portals_options.ts";
import { telnetParts } from "./telnet_parts.ts";

/** Opens the portal of telnet over TLS as the settings say. */
// deno-lint-ignore require-await -- a promise also where it throws
export async function openTelnetTls(options: OpenOptions): Promise<Portal> {
  const { certificate } = options;
  if (certificate === undefined) {
    throw new TypeError("Cannot listen for TLS as there must be a certificate: there is none");
  }
  return listenTelnetTls({
    ...telnetParts(options),
    context: () => certificate.context,
    pending: PENDING_HANDSHAKES,
    handshakeMs: HANDSHAKE_MS,
    compressed: compression(options.settings, "tls"),
  });
}
