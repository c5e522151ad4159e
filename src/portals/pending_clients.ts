import { isLoopback } from "../core/gate/address.ts";

/** How many clients may be on their way in at once. */
export interface PendingLimits {
  readonly inAll: number;
  /** Of one address; this machine's own is exempt. */
  readonly perAddress: number;
}

/** Counts the clients that have not finished their handshake, which cost much and prove nothing. */
export class PendingClients {
  readonly #limits: PendingLimits;
  readonly #byAddress = new Map<string, number>();
  #inAll = 0;

  /** Creates a count of none. */
  constructor(limits: PendingLimits) {
    this.#limits = limits;
  }

  /** Counts one more until it is disposed of; `undefined` when there are too many. */
  take(address: string): Disposable | undefined {
    const count = this.#byAddress.get(address) ?? 0;
    const { inAll, perAddress } = this.#limits;
    if (this.#inAll >= inAll || (count >= perAddress && !isLoopback(address))) return undefined;
    this.#inAll++;
    this.#byAddress.set(address, count + 1);
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
    const count = (this.#byAddress.get(address) ?? 0) - 1;
    if (count > 0) this.#byAddress.set(address, count);
    else this.#byAddress.delete(address);
  }
}
