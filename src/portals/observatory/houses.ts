import type { House } from "./house.ts";

/** How many houses there are at most, the first included. */
const MOST_HOUSES = 8;

/**
 * The houses that an observatory can look at: the first stays as long as the program, others come
 * and go. One too many takes the place of the oldest of those others.
 */
export class Houses {
  readonly #houses = new Map<string, House>();
  readonly #first: string;
  readonly #watchers = new Set<(names: readonly string[]) => void>();

  /**
   * Creates the houses.
   *
   * @param first The house that stays.
   */
  constructor(first: House) {
    this.#first = first.name;
    this.#houses.set(first.name, first);
  }

  /** What the houses are called, the oldest first. */
  get names(): readonly string[] {
    return [...this.#houses.keys()];
  }

  /** Finds a house. */
  get(name: string): House | undefined {
    return this.#houses.get(name);
  }

  /**
   * Adds a house, until the returned value is disposed of.
   *
   * @throws {RangeError} When there is one of this name.
   */
  add(house: House): Disposable {
    if (this.#houses.has(house.name)) {
      throw new RangeError(
        `Cannot add house "${house.name}" as its name must be new: there is one of this name`,
      );
    }
    const oldest = this.names.find((name) => name !== this.#first);
    if (this.#houses.size >= MOST_HOUSES && oldest !== undefined) this.#houses.delete(oldest);
    this.#houses.set(house.name, house);
    this.#tell();
    return { [Symbol.dispose]: () => this.#remove(house) };
  }

  /** Tells whenever a house comes or goes, until the returned value is disposed of. */
  onChange(tell: (names: readonly string[]) => void): Disposable {
    this.#watchers.add(tell);
    return { [Symbol.dispose]: () => void this.#watchers.delete(tell) };
  }

  #remove(house: House): void {
    if (this.#houses.get(house.name) !== house) return;
    this.#houses.delete(house.name);
    this.#tell();
  }

  #tell(): void {
    for (const tell of [...this.#watchers]) tell(this.names);
  }
}
