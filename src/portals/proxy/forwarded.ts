import { parseNetwork } from "../../core/gate/network.ts";
import type { TrustedProxies } from "./trusted_proxies.ts";

/** How many entries of a header are looked at; no chain of proxies is longer. */
const MAX_ENTRIES = 20;

/**
 * Returns where a request came from: what the last proxy that is trusted says of its client.
 *
 * A client can write such a header, too, so it is read from the end, one proxy after another, and
 * not beyond the first that is not trusted or makes no sense.
 *
 * @param peer The address at the other end of the socket.
 * @param header `X-Forwarded-For`, if there is one.
 */
export function forwardedAddress(
  peer: string,
  header: string | undefined,
  trusted: TrustedProxies,
): string {
  const entries = (header ?? "").split(",").slice(-MAX_ENTRIES).reverse();
  let address = peer;
  for (const entry of entries) {
    if (!trusted.has(address)) return address;
    const before = addressIn(entry.trim());
    if (before === undefined) return address;
    address = before;
  }
  return address;
}

/** Some proxies write a port behind the address. */
function addressIn(entry: string): string | undefined {
  const bare = /^\[(.+)\](?::\d+)?$/.exec(entry)?.[1] ?? entry.replace(/^([\d.]+):\d+$/, "$1");
  return bare.includes("/") ? undefined : parseNetwork(bare)?.text;
}
