import { addressKey } from "../core/gate/network.ts";

/** How many there are of each address; only those of which there are any are remembered. */
export class AddressCounts {
  readonly #counts = new Map<string, number>();

  /** How many there are of an address, or of its IPv6 network of 64 bits. */
  of(address: string): number {
    return this.ofKey(addressKey(address));
  }

  /** How many there are of what an address is counted by. */
  ofKey(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  /** What addresses are counted by of which there are any, and how many there are. */
  get all(): Iterable<readonly [key: string, count: number]> {
    return this.#counts;
  }

  /** Counts one more. */
  add(address: string): void {
    const key = addressKey(address);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** Counts one less. */
  remove(address: string): void {
    const key = addressKey(address);
    const left = (this.#counts.get(key) ?? 0) - 1;
    if (left > 0) this.#counts.set(key, left);
    else this.#counts.delete(key);
  }
}
