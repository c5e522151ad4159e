import type { SecureContext, TLSSocket } from "node:tls";
import type { CloseReason } from "../../core/boundary/messages.ts";
import type { ConnectionSink, Portal } from "../session/connection.ts";
import { renderAnsi, renderWay } from "../render/ansi.ts";
import { behindProxies } from "../proxy/proxied_client.ts";
import { listenTcp } from "../listen_tcp.ts";
import { TcpPortal } from "../tcp_portal.ts";
import { TelnetConnection } from "../telnet/telnet_connection.ts";
import type { TelnetSettings } from "../telnet/telnet_settings.ts";
import type { ByteStream } from "../telnet/byte_stream.ts";
import { duplexStream } from "./duplex_stream.ts";
import { PendingClients, type PendingLimits } from "../pending_clients.ts";
import { plainHint } from "./plain_hint.ts";
import { TlsClient } from "./tls_client.ts";

/** Where and how to listen. */
export interface ListenTelnetTlsOptions extends Omit<TelnetSettings, "renderer"> {
  readonly hostname: string;
  /** The port; 0 lets the system choose. */
  readonly port: number;
  /** Where connections become sessions. */
  readonly sink: ConnectionSink;
  /** Returns what the next handshake is made with. */
  readonly context: () => SecureContext;
  readonly pending: PendingLimits;
  /** How long a client may take to say something, and to finish its handshake, in milliseconds. */
  readonly handshakeMs: number;
}

/**
 * Starts to listen for telnet clients that speak TLS from the first byte on (behaviour 11.1.11).
 *
 * @throws {Deno.errors.AddrInUse} When the port is taken.
 */
// deno-lint-ignore require-await -- a promise, as the portals whose start takes time
export async function listenTelnetTls(options: ListenTelnetTlsOptions): Promise<Portal> {
  const { hostname, port, sink, context, pending, handshakeMs, ...rest } = options;
  const { clock, trace } = rest;
  const renderer = { way: renderWay, render: renderAnsi };
  const settings: TelnetSettings = { ...rest, renderer, flags: { ...rest.flags, secure: true } };
  const shared = {
    ...{ clock, trace, context, handshakeMs },
    pending: new PendingClients(pending),
    plain: (stream: ByteStream, said: Uint8Array, address: string) =>
      plainHint(stream, said, { ...rest, address }),
    serve: (socket: TLSSocket, address: string) => {
      const connection = new TelnetConnection(duplexStream(socket), address, settings);
      return {
        run: () => connection.run(sink),
        shutDown: (reason: CloseReason) => connection.shutDown(reason),
      };
    },
  };
  return new TcpPortal({
    protocolKey: "telnet",
    listener: listenTcp(hostname, port),
    clock,
    serve: behindProxies(
      { clock, trace, trusted: rest.proxies },
      (stream, { address }) => new TlsClient(stream, address, shared),
    ),
    onError(what, error) {
      const kind = what === "accept" ? "telnet:accept_failed" : "telnet:error";
      trace.emit(kind, { level: "error", data: { error: String(error) } });
    },
  });
}
