import { isLoopback } from "../core/gate/address.ts";
import { AddressCounts } from "./address_counts.ts";

/** How many clients may be on their way in at once. */
export interface PendingLimits {
  readonly inAll: number;
  /** Of one IPv4 address or IPv6 network of 64 bits; this machine's own is exempt. */
  readonly perAddress: number;
}

/** Counts the clients that have not finished their handshake, which cost much and prove nothing. */
export class PendingClients {
  readonly #limits: PendingLimits;
  readonly #byAddress = new AddressCounts();
  #inAll = 0;

  /** Creates a count of none. */
  constructor(limits: PendingLimits) {
    this.#limits = limits;
  }

  /** Counts one more until it is disposed of; `undefined` when there are too many. */
  take(address: string): Disposable | undefined {
    const { inAll, perAddress } = this.#limits;
    const isCrowded = !isLoopback(address) && this.#byAddress.of(address) >= perAddress;
    if (this.#inAll >= inAll || isCrowded) return undefined;
    this.#inAll++;
    this.#byAddress.add(address);
    let isTaken = true;
    return {
      [Symbol.dispose]: () => {
        if (isTaken) this.#giveBack(address);
        isTaken = false;
      },
    };
  }

  #giveBack(address: string): void {
    this.#inAll--;
    this.#byAddress.remove(address);
  }
}
