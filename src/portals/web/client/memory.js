/** What the page remembers while it is loaded again, or while a phone has put it away. */

const KEY = "vestibule";
/** How much is remembered of what was shown, in calls. */
const MAX_SHOWN = 500;
/** How many names have a last call that is remembered. */
const MAX_LAST = 50;

export class Memory {
  /** Calls that made the page look as it does, the oldest first. */
  #shown = [];
  /** The last call of each name of which only the last matters. */
  #last = new Map();

  /**
   * Remembers a call that is shown.
   *
   * @param {[name: string, args: unknown[], kwargs: object]} call
   * @param {import("./calls.js").Keep} keep
   */
  add(call, keep) {
    if (keep === "all") this.#shown.push(call);
    if (this.#shown.length > MAX_SHOWN) this.#shown.shift();
    if (keep !== "last") return;
    this.#last.delete(call[0]);
    this.#last.set(call[0], call);
    if (this.#last.size > MAX_LAST) this.#last.delete(this.#last.keys().next().value);
  }

  /** Keeps what is remembered beside the page, with what else is needed to go on. */
  keep(more) {
    const shown = [...this.#shown, ...this.#last.values()];
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ ...more, shown }));
    } catch {
      // no storage, or too much for it: the page will begin anew
    }
  }

  /** Returns what was kept, or `null`; it is kept no longer, so that a copied tab has a session of its own. */
  static take() {
    try {
      const kept = sessionStorage.getItem(KEY);
      sessionStorage.removeItem(KEY);
      return JSON.parse(kept);
    } catch {
      return null;
    }
  }
}
