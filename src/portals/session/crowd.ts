import { hasAccount } from "../../core/boundary/lifecycle.ts";
import type { CloseReason, SessionSync } from "../../core/boundary/messages.ts";
import { isLoopback } from "../../core/gate/address.ts";
import { addressKey } from "../../core/gate/network.ts";
import { AddressCounts } from "../address_counts.ts";

/** How many sessions there may be at once. 0 is off; sessions from loopback count for nothing. */
export interface CrowdLimits {
  /** Sessions of one IPv4 address, or of one IPv6 network of 64 bits. */
  readonly maxSessionsPerAddress: number;
  /** Sessions that have not logged in, from all addresses. */
  readonly maxSessionsBeforeLogin: number;
}

/** The sessions of the other Portals, which count for the same limits. */
export interface CrowdElsewhere {
  /** How many are of an address that is counted by this key. */
  countOf(key: string): number;
  /** How many have not logged in. */
  readonly beforeLogin: number;
  /**
   * Is told that there are more sessions here, or fewer.
   *
   * @param key What their address is counted by; absent where only more or fewer have logged in.
   */
  changed(key?: string): void;
}

/** Counts the sessions that are there, so that a connection is looked at in one step however many. */
export class Crowd {
  readonly #limits: CrowdLimits;
  readonly #elsewhere: CrowdElsewhere | undefined;
  readonly #byAddress = new AddressCounts();
  readonly #beforeLogin = new Set<number>();
  /** Those that are about to come from another Portal, which counts them until then. */
  readonly #expected = new Set<number>();

  /**
   * Creates a crowd of nobody.
   *
   * @param limits How many there may be.
   * @param elsewhere Those of other Portals, if there may be any.
   */
  constructor(limits: CrowdLimits, elsewhere?: CrowdElsewhere) {
    this.#limits = limits;
    this.#elsewhere = elsewhere;
  }

  /** How many sessions have not logged in. */
  get beforeLogin(): number {
    return this.#beforeLogin.size;
  }

  /** How many sessions there are, by what their addresses are counted by. */
  get counts(): Iterable<readonly [key: string, count: number]> {
    return this.#byAddress.all;
  }

  /** How many sessions are of an address that is counted by this key. */
  countOf(key: string): number {
    return this.#byAddress.ofKey(key);
  }

  /** Says why there is no room for one more session from this address, if there is none. */
  refusal(address: string): CloseReason | undefined {
    if (isLoopback(address)) return undefined;
    const { maxSessionsPerAddress, maxSessionsBeforeLogin } = this.#limits;
    const { beforeLogin: others = 0 } = this.#elsewhere ?? {};
    const isFull = isReached(maxSessionsPerAddress, this.#countEverywhere(address)) ||
      isReached(maxSessionsBeforeLogin, this.#beforeLogin.size + others);
    return isFull ? "too_many_connections" : undefined;
  }

  /** Lets a session be here that another Portal still counts; {@linkcode Crowd.add} counts it. */
  expect(sessid: number): void {
    this.#expected.add(sessid);
  }

  /** Counts a session that came. */
  add(sync: SessionSync): void {
    this.#expected.delete(sync.sessid);
    if (isLoopback(sync.address)) return;
    this.#byAddress.add(sync.address);
    this.#note(sync);
    this.#elsewhere?.changed(addressKey(sync.address));
  }

  /** Takes note of whether a session has logged in; away from the realm of its account it has. */
  note(sync: SessionSync): void {
    if (!this.#expected.has(sync.sessid) && this.#note(sync)) this.#elsewhere?.changed();
  }

  /** Counts a session no more that had been added, or was expected. */
  delete({ sessid, address }: SessionSync): void {
    if (this.#expected.delete(sessid) || isLoopback(address)) return;
    this.#beforeLogin.delete(sessid);
    this.#byAddress.remove(address);
    this.#elsewhere?.changed(addressKey(address));
  }

  #countEverywhere(address: string): number {
    const here = this.#byAddress.of(address);
    return this.#elsewhere === undefined
      ? here
      : here + this.#elsewhere.countOf(addressKey(address));
  }

  /** Returns whether that is news. */
  #note({ sessid, address, state, passport }: SessionSync): boolean {
    if (hasAccount(state) || passport !== undefined) return this.#beforeLogin.delete(sessid);
    const before = this.#beforeLogin.size;
    if (!isLoopback(address)) this.#beforeLogin.add(sessid);
    return this.#beforeLogin.size > before;
  }
}

function isReached(limit: number, count: number): boolean {
  return limit > 0 && count >= limit;
}
