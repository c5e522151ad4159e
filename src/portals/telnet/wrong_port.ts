import type { OpenPorts } from "../../core/settings/ports.ts";

const TLS_HANDSHAKE = 0x16;
const TLS_MAJOR_VERSION = 0x03;
const REQUEST_LINE = /^[A-Z]{3,10} \S+ HTTP\/\d(?:\.\d)?$/;

/** Returns what a client that speaks TLS to the plain port is told. */
export function tlsHint({ tlsPort }: OpenPorts): string {
  const where = tlsPort === undefined ? "" : ` Telnet over TLS is on port ${tlsPort}.`;
  return `This port speaks plain telnet, without TLS.${where}\n`;
}

/** Recognises a TLS ClientHello by the first two bytes of a connection. */
export class TlsSniffer {
  #position = 0;
  #isPossible = true;

  /**
   * Looks at the next bytes of the connection.
   *
   * @returns Whether the connection has turned out to be TLS.
   */
  isTls(bytes: Uint8Array): boolean {
    for (let at = 0; at < bytes.length && this.#position < 2; at++, this.#position++) {
      const expected = this.#position === 0 ? TLS_HANDSHAKE : TLS_MAJOR_VERSION;
      this.#isPossible &&= bytes[at] === expected;
    }
    return this.#isPossible && this.#position === 2;
  }
}

/** Tells whether a line is the first of an HTTP request (RFC 9112, section 3). */
export function isHttpRequest(line: string): boolean {
  return REQUEST_LINE.test(line);
}

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
