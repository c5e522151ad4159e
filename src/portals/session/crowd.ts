import { hasAccount } from "../../core/boundary/lifecycle.ts";
import type { SessionSync } from "../../core/boundary/messages.ts";
import { isLoopback } from "../../core/gate/address.ts";

/** How many sessions there may be at once. 0 is off; sessions from loopback count for nothing. */
export interface CrowdLimits {
  /** Sessions of one address. */
  readonly maxSessionsPerAddress: number;
  /** Sessions that have not logged in, from all addresses. */
  readonly maxSessionsBeforeLogin: number;
}

/**
 * Tells whether there is no room for one more session.
 *
 * @param address Where it comes from.
 * @param sessions Those that are there.
 * @param limits How many there may be.
 */
export function isCrowded(
  address: string,
  sessions: Iterable<{ readonly sync: SessionSync }>,
  { maxSessionsPerAddress, maxSessionsBeforeLogin }: CrowdLimits,
): boolean {
  if (isLoopback(address)) return false;
  let ofAddress = 0;
  let beforeLogin = 0;
  for (const { sync } of sessions) {
    if (sync.address === address) ofAddress++;
    if (!hasAccount(sync.state) && !isLoopback(sync.address)) beforeLogin++;
  }
  return isReached(maxSessionsPerAddress, ofAddress) ||
    isReached(maxSessionsBeforeLogin, beforeLogin);
}

function isReached(limit: number, count: number): boolean {
  return limit > 0 && count >= limit;
}
