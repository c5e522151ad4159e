import { renderAnsi, renderWay } from "../render/ansi.ts";
import type { ConnectionSink, Portal } from "../session/connection.ts";
import { TelnetPortal } from "./telnet_portal.ts";
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
  const listener = Deno.listen({ hostname, port });
  const renderer = { way: renderWay, render: renderAnsi };
  return new TelnetPortal(listener, sink, { ...settings, renderer });
}
