import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isInNetwork, parseAddress, parseNetwork } from "../../core/gate/network.ts";
import { isLocalRequest } from "../web/is_local_request.ts";
import type { RequestPeers } from "../web/request_peer.ts";

/** Who may read the metrics beside this machine. */
export interface MetricsAccess {
  /** The secret that is shown as `Authorization: Bearer`; empty for none. */
  readonly token: string;
  /** Addresses and networks. */
  readonly networks: readonly string[];
  readonly peers: RequestPeers;
}

/** Returns what tells whether a request may read the metrics. */
export function metricsAccess(
  { token, networks, peers }: MetricsAccess,
): (request: IncomingMessage) => boolean {
  const allowed = networks.map(parseNetwork).filter((network) => network !== undefined);
  return (request) => {
    if (isLocalRequest(request, peers)) return true;
    const bearer = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? "")?.[1];
    if (token !== "" && bearer !== undefined && isSame(bearer, token)) return true;
    const address = parseAddress(peers.of(request).address);
    return address !== undefined && allowed.some((network) => isInNetwork(address, network));
  };
}

/** Compares in the same time whatever is the same, and whatever the lengths are. */
function isSame(one: string, other: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
