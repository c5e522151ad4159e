import { hasAccount } from "../../core/boundary/lifecycle.ts";
import type { CloseReason, SessionSync } from "../../core/boundary/messages.ts";
import { isLoopback } from "../../core/gate/address.ts";
import { AddressCounts } from "../address_counts.ts";

/** How many sessions there may be at once. 0 is off; sessions from loopback count for nothing. */
export interface CrowdLimits {
  /** Sessions of one IPv4 address, or of one IPv6 network of 64 bits. */
  readonly maxSessionsPerAddress: number;
  /** Sessions that have not logged in, from all addresses. */
  readonly maxSessionsBeforeLogin: number;
}

/** Counts the sessions that are there, so that a connection is looked at in one step however many. */
export class Crowd {
  readonly #limits: CrowdLimits;
  readonly #byAddress = new AddressCounts();
  readonly #beforeLogin = new Set<number>();

  /** Creates a crowd of nobody. */
  constructor(limits: CrowdLimits) {
    this.#limits = limits;
  }

  /** Says why there is no room for one more session from this address, if there is none. */
  refusal(address: string): CloseReason | undefined {
    if (isLoopback(address)) return undefined;
    const { maxSessionsPerAddress, maxSessionsBeforeLogin } = this.#limits;
    const isFull = isReached(maxSessionsPerAddress, this.#byAddress.of(address)) ||
      isReached(maxSessionsBeforeLogin, this.#beforeLogin.size);
    return isFull ? "too_many_connections" : undefined;
  }

  /** Counts a session that came. */
  add(sync: SessionSync): void {
    if (isLoopback(sync.address)) return;
    this.#byAddress.add(sync.address);
    this.note(sync);
  }

  /** Takes note of whether a session has logged in; away from the realm of its account it has. */
  note({ sessid, address, state, passport }: SessionSync): void {
    if (hasAccount(state) || passport !== undefined) this.#beforeLogin.delete(sessid);
    else if (!isLoopback(address)) this.#beforeLogin.add(sessid);
  }

  /** Counts a session no more that had been added. */
  delete({ sessid, address }: SessionSync): void {
    if (isLoopback(address)) return;
    this.#beforeLogin.delete(sessid);
    this.#byAddress.remove(address);
  }
}

function isReached(limit: number, count: number): boolean {
  return limit > 0 && count >= limit;
}
