import type { CloseReason } from "../../core/boundary/messages.ts";
import type { Clock } from "../../core/clock.ts";
import { isLoopback } from "../../core/gate/address.ts";
import { BanList } from "../../core/gate/ban_list.ts";
import type { Ban } from "../../core/gate/bans.ts";
import { addressKey } from "../../core/gate/network.ts";
import { sessionBan } from "../../core/gate/session_ban.ts";
import { TokenBucket } from "../../core/gate/token_bucket.ts";

/** How many new connections are taken. 0 is off. */
export interface ConnectionLimits {
  /**
   * New connections per second from one IPv4 address, or one IPv6 network of 64 bits, and how many
   * at once. Loopback is exempt.
   */
  readonly connectionRatePerAddress: number;
  readonly connectionBurstPerAddress: number;
  /** New connections per second in all; as many may come at once. */
  readonly connectionRate: number;
}

/** How many addresses are remembered before rested ones are forgotten. */
const MAX_ADDRESSES = 10_000;

/** Counts what is done for addresses that costs as much as a connection. */
export type AddressRates = Pick<ConnectionGate, "take" | "giveBack">;

/** Says which new connections are taken, whatever protocol they speak. */
export class ConnectionGate {
  readonly #limits: ConnectionLimits;
  readonly #clock: Clock;
  readonly #all: TokenBucket;
  readonly #byAddress = new Map<string, TokenBucket>();
  readonly #bans: BanList;

  /**
   * Creates a gate that has seen nobody.
   *
   * @param limits What is taken.
   * @param clock Tells the time.
   */
  constructor(limits: ConnectionLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
    this.#bans = new BanList([], () => clock.now());
    const rate = { perSecond: limits.connectionRate, burst: limits.connectionRate };
    this.#all = new TokenBucket(rate, clock.now());
  }

  /** Keeps out whom these bans fit, and nobody else. */
  setBans(bans: readonly Ban[]): void {
    this.#bans.reset(bans);
  }

  /** Tells whether a ban keeps an address out. */
  isBanned(address: string): boolean {
    return !isLoopback(address) && this.#bans.addressBan(address) !== undefined;
  }

  /** Returns a ban that a session falls under, by its address or the name of its account. */
  banOf(address: string, uname: string | null): Ban | undefined {
    return sessionBan(this.#bans, { address }, uname === null ? null : { name: uname });
  }

  /**
   * Says why a new connection from this address is not taken, or counts it. Who is banned does not
   * count: a flood of theirs keeps nobody else out.
   */
  refusal(address: string): CloseReason | undefined {
    if (isLoopback(address)) return undefined;
    if (this.isBanned(address)) return "banned";
    const now = this.#clock.now();
    const isTaken = this.#bucket(addressKey(address), now).take(now) && this.#all.take(now);
    return isTaken ? undefined : "too_many_connections";
  }

  /** Counts a connection from this address that another Portal has accepted. */
  count(address: string): void {
    this.take(address);
  }

  /** Tells whether something is done for this address that costs as much as a connection; counts it. */
  take(address: string): boolean {
    if (isLoopback(address)) return true;
    const now = this.#clock.now();
    return this.#bucket(addressKey(address), now).take(now);
  }

  /** Takes back what was counted for this address. */
  giveBack(address: string): void {
    if (!isLoopback(address)) this.#byAddress.get(addressKey(address))?.giveBack();
  }

  #bucket(key: string, now: number): TokenBucket {
    const known = this.#byAddress.get(key);
    if (known !== undefined) return known;
    if (this.#byAddress.size >= MAX_ADDRESSES) this.#forgetRested(now);
    const bucket = new TokenBucket({
      perSecond: this.#limits.connectionRatePerAddress,
      burst: this.#limits.connectionBurstPerAddress,
    }, now);
    this.#byAddress.set(key, bucket);
    return bucket;
  }

  #forgetRested(now: number): void {
    for (const [key, bucket] of this.#byAddress) {
      if (bucket.isFull(now)) this.#byAddress.delete(key);
    }
    // Nobody rested: forget the first, so that memory stays bounded under any flood.
    const first = this.#byAddress.keys().next();
    if (this.#byAddress.size >= MAX_ADDRESSES && !first.done) this.#byAddress.delete(first.value);
  }
}
