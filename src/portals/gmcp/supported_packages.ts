const MAX_NAME = 64;

/**
 * The packages that a client says it supports.
 *
 * A client that says nothing gets everything; one that has said something gets `Core` and what it
 * named, with all that is inside.
 */
export class SupportedPackages {
  readonly #most: number;
  #names: Set<string> | undefined;

  /**
   * Creates the list of a client that has said nothing.
   *
   * @param options `most`: how many packages are kept; further ones count as not supported.
   */
  constructor({ most }: { readonly most: number }) {
    this.#most = most;
  }

  /** The names of the packages, in lower case; none as long as the client said nothing. */
  get names(): readonly string[] {
    return [...this.#names ?? []];
  }

  /** Takes a list in place of the one before; each item is a package and perhaps its version. */
  set(items: readonly unknown[]): void {
    this.#names = new Set();
    this.add(items);
  }

  /** Adds packages, each perhaps with its version. */
  add(items: readonly unknown[]): void {
    this.#names ??= new Set();
    for (const item of items) {
      const name = packageOf(item);
      if (name !== undefined && this.#names.size < this.#most) this.#names.add(name);
    }
  }

  /** Takes packages away. */
  remove(items: readonly unknown[]): void {
    for (const item of items) this.#names?.delete(packageOf(item) ?? "");
  }

  /** Tells whether a message may be sent. Case does not matter. */
  includes(message: string): boolean {
    const names = this.#names;
    const parts = message.toLowerCase().split(".");
    if (names === undefined || parts[0] === "core") return true;
    return parts.some((_, at) => names.has(parts.slice(0, at + 1).join(".")));
  }
}

function packageOf(item: unknown): string | undefined {
  if (typeof item !== "string") return undefined;
  const name = item.trim().split(/\s/, 1)[0] ?? "";
  return name === "" || name.length > MAX_NAME ? undefined : name.toLowerCase();
}
