import { isInNetwork, type Network, parseAddress, parseNetwork } from "../../core/gate/network.ts";

/** The addresses that may say who their clients are. */
export class TrustedProxies {
  readonly #networks: readonly Network[];

  /**
   * Creates the list.
   *
   * @param entries Addresses and networks, as the setting has them.
   */
  constructor(entries: readonly string[]) {
    this.#networks = entries.map(parseNetwork).filter((network) => network !== undefined);
  }

  /** Tells whether an address is on the list. */
  has(address: string): boolean {
    const parsed = parseAddress(address);
    return parsed !== undefined && this.#networks.some((network) => isInNetwork(parsed, network));
  }
}
