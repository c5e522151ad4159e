import { renderAnsi, renderWay } from "../render/ansi.ts";
import type { ConnectionSink, Portal } from "../session/connection.ts";
import { behindProxies } from "../proxy/proxied_client.ts";
import { listenTcp } from "../listen_tcp.ts";
import { type Acceptor, TcpPortal } from "../tcp_portal.ts";
import { TelnetConnection } from "./telnet_connection.ts";
import type { TelnetSettings } from "./telnet_settings.ts";

/** Where and how to listen. */
export interface ListenTelnetOptions extends Omit<TelnetSettings, "renderer"> {
  readonly hostname: string;
  /** The port; 0 lets the system choose. */
  readonly port: number;
  /** Where connections become sessions. */
  readonly sink: ConnectionSink;
}

/**
 * Starts to listen for telnet clients.
 *
 * @throws {Deno.errors.AddrInUse} When the port is taken.
 */
// deno-lint-ignore require-await -- a promise, as the portals whose start takes time
export async function listenTelnet(options: ListenTelnetOptions): Promise<Portal> {
  const { hostname, port, sink, ...settings } = options;
  const listener = listenTcp(hostname, port);
  const renderer = { way: renderWay, render: renderAnsi };
  return telnetPortal(listener, sink, { ...settings, renderer });
}

/**
 * Accepts telnet clients until it is closed.
 *
 * @param listener Already listening; closed with the portal.
 * @param sink Where connections become sessions.
 * @param settings What the connections share.
 */
export function telnetPortal(
  listener: Acceptor,
  sink: ConnectionSink,
  settings: TelnetSettings,
): Portal {
  const { clock, trace } = settings;
  return new TcpPortal({
    protocolKey: "telnet",
    listener,
    clock,
    serve: behindProxies({ clock, trace, trusted: settings.proxies }, (stream, peer) => {
      const flags = peer.isSecure ? { ...settings.flags, secure: true } : settings.flags;
      const own = flags === undefined ? settings : { ...settings, flags };
      const connection = new TelnetConnection(stream, peer.address, own);
      return {
        run: () => connection.run(sink),
        shutDown: (reason) => connection.shutDown(reason),
      };
    }),
    onError(what, error) {
      const kind = what === "accept" ? "telnet:accept_failed" : "telnet:error";
      trace.emit(kind, { level: "error", data: { error: String(error) } });
    },
  });
}
