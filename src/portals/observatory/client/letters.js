const NAME = "observatory.letters";
const SIZES = [0.8125, 0.875, 1, 1.125, 1.25, 1.5, 1.75];
const NORMAL = 2;

/** The size of the letters, kept in this browser: a projector wants larger ones. */
export class Letters {
  #nth;
  #changed;

  /** @param {() => void} changed called after each change */
  constructor(changed) {
    this.#changed = changed;
    this.#nth = kept();
    this.#show();
  }

  /** Makes them larger, or smaller. @param {1 | -1} by */
  change(by) {
    this.#nth = Math.max(0, Math.min(SIZES.length - 1, this.#nth + by));
    try {
      localStorage.setItem(NAME, String(this.#nth));
    } catch {
      // a file or a private window may have no storage
    }
    this.#show();
    this.#changed();
  }

  #show() {
    document.documentElement.style.fontSize = `${SIZES[this.#nth] * 100}%`;
  }
}

function kept() {
  try {
    const nth = Number(localStorage.getItem(NAME) ?? NORMAL);
    return nth in SIZES ? nth : NORMAL;
  } catch {
    return NORMAL;
  }
}
