import type { OpenPorts } from "../../core/settings/ports.ts";
import { PROXY_V2_START } from "../proxy/proxy_header.ts";

/** How other protocols begin: a TLS handshake (RFC 8446, 5.1), and a proxy (PROXY protocol, 2.2). */
const FIRST_BYTES = {
  tls: Uint8Array.of(0x16, 0x03),
  proxy: PROXY_V2_START,
} as const;
const PROXY_LINE = /^PROXY (?:TCP[46] |UNKNOWN)/;
const REQUEST_LINE = /^[A-Z]{3,10} \S+ HTTP\/\d(?:\.\d)?$/;

/** Returns what a client that speaks TLS to the plain port is told. */
function tlsHint({ tlsPort }: OpenPorts): string {
  const where = tlsPort === undefined ? "" : ` Telnet over TLS is on port ${tlsPort}.`;
  return `This port speaks plain telnet, without TLS.${where}\n`;
}

/** What else than telnet a client may speak. */
export type WrongProtocol = "tls" | "proxy" | "http";

/** Recognises other protocols by the first bytes of a connection. */
export class ProtocolSniffer {
  #position = 0;
  #possible: (keyof typeof FIRST_BYTES)[] = ["tls", "proxy"];

  /** Looks at the next bytes of the connection, and says what it has turned out to speak. */
  sniff(bytes: Uint8Array): keyof typeof FIRST_BYTES | undefined {
    for (let at = 0; at < bytes.length && this.#possible.length > 0; at++, this.#position++) {
      const position = this.#position;
      this.#possible = this.#possible.filter((name) => FIRST_BYTES[name][position] === bytes[at]);
      const found = this.#possible.find((name) => FIRST_BYTES[name].length === position + 1);
      if (found !== undefined) return found;
    }
  }
}

/** Returns what the first line of a connection belongs to, if it is no line of telnet. */
export function protocolOfLine(line: string): "http" | "proxy" | undefined {
  if (isHttpRequest(line)) return "http";
  return PROXY_LINE.test(line) ? "proxy" : undefined;
}

/** Tells whether a line is the first of an HTTP request (RFC 9112, section 3). */
export function isHttpRequest(line: string): boolean {
  return REQUEST_LINE.test(line);
}

/** What a proxy is told that is not on the list of those which are believed. */
const PROXY_HINT = "This server takes no PROXY header from this address.\n";

/** Answers an HTTP request that came to a telnet port. */
export function httpHint({ webPort }: OpenPorts): string {
  const where = webPort === undefined ? "" : ` The web client is on port ${webPort}.`;
  const body = `This port speaks telnet.${where}\r\n`;
  return [
    "HTTP/1.1 400 Bad Request",
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${body.length}`,
    "Connection: close",
    "",
    body,
  ].join("\r\n");
}

/** Returns what a client is told that speaks something else than telnet. */
export function wrongPortHint(spoken: WrongProtocol, ports: OpenPorts): string {
  switch (spoken) {
    case "tls":
      return tlsHint(ports);
    case "http":
      return httpHint(ports);
    case "proxy":
      return PROXY_HINT;
  }
}
