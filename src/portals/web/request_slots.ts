/**
 * How many requests to plugins may be under way: so many in all, and of one plugin at most half of
 * them, so that one which never answers leaves room for the others.
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
   * @param plugin The plugin's name, as the request says it.
   * @returns `undefined` when there is none for it just now.
   */
  take(plugin: string): Disposable | undefined {
    const own = this.#underWay.get(plugin) ?? 0;
    if (this.#all >= this.#most || own >= this.#mostOfOne) return undefined;
    this.#count(plugin, 1);
    return { [Symbol.dispose]: () => this.#count(plugin, -1) };
  }

  #count(plugin: string, by: 1 | -1): void {
    this.#all += by;
    const own = (this.#underWay.get(plugin) ?? 0) + by;
    // Names come from outside, so none is remembered that has no request.
    if (own === 0) this.#underWay.delete(plugin);
    else this.#underWay.set(plugin, own);
  }
}
