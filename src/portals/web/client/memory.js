/** What the page remembers while it is loaded again, or while a phone has put it away. */

const KEY = "vestibule";
/** How much is remembered of what was shown, in calls. */
const MAX_SHOWN = 500;

export class Memory {
  /** Calls that made the page look as it does, the oldest first. */
  #shown = [];

  /** Remembers a call that is shown. */
  add(call) {
    this.#shown.push(call);
    if (this.#shown.length > MAX_SHOWN) this.#shown.shift();
  }

  /** Keeps what is remembered beside the page, with what else is needed to go on. */
  keep(more) {
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ ...more, shown: this.#shown }));
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
