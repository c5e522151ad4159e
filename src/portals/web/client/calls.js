/** @typedef {(args: unknown[], kwargs: Record<string, unknown>) => void} Handler */
/** @typedef {"all" | "last" | "none"} Keep */

/**
 * What is called by name, by the server or by the page itself, and what of that is shown again when
 * the page is loaded again. The page's own names begin with a colon.
 */
export class Calls {
  /** @type {Map<string, { handler: Handler, keep: Keep }>} */
  #known = new Map();
  #memory;

  /** @param {import("./memory.js").Memory} memory */
  constructor(memory) {
    this.#memory = memory;
  }

  /**
   * Names what handles a call.
   *
   * @param {string} name
   * @param {Handler} handler
   * @param {{ keep?: Keep }} options What is remembered: every call (the newest 500 of all names),
   *   for what adds to the page; the last of its name, for what replaces; or none.
   */
  on(name, handler, { keep = "all" } = {}) {
    this.#known.set(name, { handler, keep });
  }

  /** Hands a call to what handles it; nobody's call is none. */
  run(name, args = [], kwargs = {}) {
    const known = this.#known.get(name);
    if (known === undefined) return;
    known.handler(args, kwargs);
    this.#memory.add([name, args, kwargs], known.keep);
  }

  /** Takes a call of the server, which has no part in the page's own. */
  take(name, args, kwargs) {
    if (!name.startsWith(":")) this.run(name, args, kwargs);
  }
}
