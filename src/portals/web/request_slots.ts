/**
 * How many requests may be under way: so many in all, and at most half of them to one plugin, or
 * from one address, so that one which never ends leaves room for the others.
 */
export class RequestSlots {
  readonly #most: number;
  readonly #mostOfOne: number;
  readonly #underWay = new Map<string, number>();
  #all = 0;

  /**
   * Creates slots of which none is taken.
   *
   * @param most How many there are.
   */
  constructor(most: number) {
    this.#most = most;
    this.#mostOfOne = Math.ceil(most / 2);
  }

  /**
   * Takes a slot, until the returned value is disposed of.
   *
   * @param name The plugin's name, as the request says it, or the address.
   * @returns `undefined` when there is none for it just now.
   */
  take(name: string): Disposable | undefined {
    const own = this.#underWay.get(name) ?? 0;
    if (this.#all >= this.#most || own >= this.#mostOfOne) return undefined;
    this.#count(name, 1);
    return { [Symbol.dispose]: () => this.#count(name, -1) };
  }

  #count(name: string, by: 1 | -1): void {
    this.#all += by;
    const own = (this.#underWay.get(name) ?? 0) + by;
    // Names come from outside, so none is remembered that has no request.
    if (own === 0) this.#underWay.delete(name);
    else this.#underWay.set(name, own);
  }
}
