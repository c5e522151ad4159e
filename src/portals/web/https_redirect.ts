import { isOwnHost, type OwnNames } from "./own_host.ts";

const REQUEST = /^(?:GET|HEAD) (\/[!-~]*) HTTP\/1\.[01]\r\n/;
const HOST = /\r\nHost:[ \t]*([A-Za-z0-9.:\[\]-]{1,255})[ \t]*\r\n/i;

/**
 * Answers a client that speaks plain HTTP to a port of https: sends a browser to the same address
 * with https, and tells anybody else. Nobody is sent to a host that a request made up.
 *
 * @param said What the client began with.
 * @param own What this server is reached by.
 */
export function httpsRedirect(said: string, own: OwnNames): string {
  const path = REQUEST.exec(said)?.[1];
  const host = HOST.exec(said)?.[1];
  const body = "This port speaks https: put https:// before the address.\r\n";
  const isKnown = path !== undefined && host !== undefined && isOwnHost(host, own);
  return [
    isKnown ? "HTTP/1.1 307 Temporary Redirect" : "HTTP/1.1 400 Bad Request",
    ...(isKnown ? [`Location: https://${host}${path}`] : []),
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${body.length}`,
    "Connection: close",
    "",
    body,
  ].join("\r\n");
}
