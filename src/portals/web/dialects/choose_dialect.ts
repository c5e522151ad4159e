import type { DialectKind } from "./dialect.ts";
import { GMCP } from "./gmcp.ts";
import { JSON_ENVELOPES } from "./json.ts";
import { SPANS } from "./spans.ts";
import { TERMINAL } from "./terminal.ts";
import { V1 } from "./v1.ts";

/** Dialects in which whole messages are read and written, the richest first. */
const MESSAGE_DIALECTS: readonly DialectKind[] = [SPANS, V1, JSON_ENVELOPES, GMCP];
/** Names of telnet itself within binary messages; the short ones are FluffOS's. */
const TELNET_NAMES: readonly string[] = ["telnet.mudstandards.org", "binary", "telnet"];

/** What a client and this server will speak. */
export type SpokenDialect =
  | { readonly kind: "messages"; readonly dialect: DialectKind }
  | { readonly kind: "telnet" };

/** What became of the subprotocols that a client offered. */
export type DialectChoice =
  | { readonly kind: "chosen"; readonly spoken: SpokenDialect; readonly echo: string | false }
  | { readonly kind: "unknown" };

/** Every dialect by its subprotocol's name, the server's favourite first. */
const BY_NAME: ReadonlyMap<string, SpokenDialect> = new Map([
  ...MESSAGE_DIALECTS.map(messages),
  ...TELNET_NAMES.slice(0, 1).map(telnet),
  messages(TERMINAL),
  ...TELNET_NAMES.slice(1).map(telnet),
]);

/** The names of all subprotocols, the server's favourite first. */
export const SUBPROTOCOLS: readonly string[] = [...BY_NAME.keys()];

/**
 * Chooses the dialect: the best this server knows, whatever order the client offers them in.
 *
 * @param header The request's `Sec-WebSocket-Protocol`; without one Evennia's `v1` is spoken, as
 * its web client asks for none.
 */
export function chooseDialect(header: string | undefined): DialectChoice {
  if (header === undefined) {
    return { kind: "chosen", spoken: { kind: "messages", dialect: V1 }, echo: false };
  }
  const offered = header.split(",").map((name) => name.trim());
  for (const [name, spoken] of BY_NAME) {
    if (offered.includes(name)) return { kind: "chosen", spoken, echo: name };
  }
  return { kind: "unknown" };
}

function messages(dialect: DialectKind): [string, SpokenDialect] {
  return [dialect.name, { kind: "messages", dialect }];
}

function telnet(name: string): [string, SpokenDialect] {
  return [name, { kind: "telnet" }];
}
