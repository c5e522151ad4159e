import type { ProtocolFlags } from "../../../core/boundary/flags.ts";
import { renderAnsi, renderWay } from "../../render/ansi.ts";
import { TelnetConnection } from "../../telnet/telnet_connection.ts";
import type { TelnetSettings } from "../../telnet/telnet_settings.ts";
import type { Websocket } from "../ws_library.ts";
import { WebsocketStream } from "./websocket_stream.ts";

/** Bytes received and not yet read, beyond which a client has to wait. */
const MAX_UNREAD_BYTES = 64 * 1024;

/** What telnet over a websocket works with. */
export type WebTelnet = Omit<TelnetSettings, "renderer">;

/** Who speaks telnet on a websocket. */
export interface WebTelnetClient {
  /** The client's address, without the port. */
  readonly address: string;
  /** What is known of the client. */
  readonly flags: ProtocolFlags;
}

/**
 * Speaks telnet, options and all, in the binary messages of a websocket.
 *
 * Nothing is compressed, as the web does that in its own ways, and no NOP keeps the connection
 * alive, as pings do.
 */
export function telnetOverWebsocket(
  socket: Websocket,
  { address, flags }: WebTelnetClient,
  settings: WebTelnet,
): TelnetConnection {
  const { clock } = settings;
  const stream = new WebsocketStream(socket, { clock, maxUnreadBytes: MAX_UNREAD_BYTES });
  return new TelnetConnection(stream, address, {
    ...settings,
    protocolKey: "websocket",
    compressed: undefined,
    keepAliveMs: 0,
    flags,
    renderer: { way: renderWay, render: renderAnsi },
  });
}
