import { isLoopback } from "../../core/gate/address.ts";

/** How many connections may be on their way in at once. */
export interface AdmissionLimits {
  readonly waiting: number;
  /** From one address. Loopback is exempt. */
  readonly waitingPerAddress: number;
}

/** Counts connections that have not logged in yet, so that they stay few. */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #byAddress = new Map<string, number>();
  #waiting = 0;

  /**
   * Creates one that counts nobody.
   *
   * @param limits How many may wait.
   */
  constructor(limits: AdmissionLimits) {
    this.#limits = limits;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiting;
  }

  /**
   * Lets a connection wait, until what is returned is disposed of.
   *
   * @returns `undefined` when too many wait.
   */
  enter(address: string): Disposable | undefined {
    const { waiting, waitingPerAddress } = this.#limits;
    const same = this.#byAddress.get(address) ?? 0;
    if (this.#waiting >= waiting) return undefined;
    if (same >= waitingPerAddress && !isLoopback(address)) return undefined;
    this.#waiting++;
    this.#byAddress.set(address, same + 1);
    let isOver = false;
    return {
      [Symbol.dispose]: () => {
        if (isOver) return;
        isOver = true;
        this.#leave(address);
      },
    };
  }

  #leave(address: string): void {
    this.#waiting--;
    const left = (this.#byAddress.get(address) ?? 0) - 1;
    if (left > 0) this.#byAddress.set(address, left);
    else this.#byAddress.delete(address);
  }
}
