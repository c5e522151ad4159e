import { GmcpMessages } from "./gmcp_messages.ts";
import type { Dialect, DialectHost, DialectKind } from "./dialect.ts";
import { OobTerminal } from "./oob_terminal.ts";

const DECODER = new TextDecoder();

/** Binary messages are a terminal's text, text messages are GMCP: `Package.Name json`. */
export const GMCP: DialectKind = {
  name: "gmcp.mudstandards.org",
  flags: { oob: true, gmcp: true },
  create: createGmcpDialect,
};

function createGmcpDialect(host: DialectHost): Dialect {
  const gmcp = new GmcpMessages(host, (payload) => host.send(DECODER.decode(payload)));
  return new OobTerminal(host, {
    read: (message) => gmcp.read(message),
    send: (call) => gmcp.send(call),
  });
}
