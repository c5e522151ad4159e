import type { IncomingMessage } from "node:http";
import { isLoopback } from "../../core/gate/address.ts";
import type { RequestPeers } from "./request_peer.ts";

/** What says that a request came by way of somebody else. */
const FORWARDING: readonly string[] = [
  "forwarded",
  "via",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-real-ip",
];

/** Names of this machine, as browsers resolve them without asking anybody (RFC 6761, 6.3). */
const LOCAL_NAME = /^(?:localhost|[\w.-]+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i;

/**
 * Tells whether somebody on this machine sends a request, to this machine by its own name: a page
 * of another site whose name was made to lead here (DNS rebinding) says that name. What a proxy
 * passes on counts only when it is trusted and says that its client is on this machine, too.
 */
export function isLocalRequest(request: IncomingMessage, peers: RequestPeers): boolean {
  const { headers } = request;
  if (!LOCAL_NAME.test(headers.host ?? "")) return false;
  if (!isLoopback(peers.of(request).address)) return false;
  const isForwarded = FORWARDING.some((name) => headers[name] !== undefined);
  return !isForwarded || (peers.trusts(request) && headers["x-forwarded-for"] !== undefined);
}
