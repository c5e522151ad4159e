/** How many lines wait to be read out; who reads slower than this misses the oldest. */
const MAX_SPOKEN = 100;

/** The one region that a screen reader reads out in screen-reader mode: plain lines, politely. */
export class Speaker {
  #region;
  #others;
  #isOn = false;

  /**
   * @param {{ region: HTMLElement, others: readonly HTMLElement[] }} parts The others speak for
   *   themselves while the mode is off.
   */
  constructor({ region, others }) {
    this.#region = region;
    this.#others = others;
  }

  /** Whether it reads out what comes. */
  set isOn(isOn) {
    this.#isOn = isOn;
    this.#region.replaceChildren();
    for (const other of this.#others) other.setAttribute("aria-live", isOn ? "off" : "polite");
  }

  /** Reads a line out, unless it says nothing. @param {string} text */
  say(text) {
    if (!this.#isOn || text.trim() === "") return;
    const line = document.createElement("span");
    line.textContent = `${text}\n`;
    this.#region.append(line);
    if (this.#region.childElementCount > MAX_SPOKEN) this.#region.firstElementChild.remove();
  }
}
