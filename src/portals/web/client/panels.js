/**
 * What stands beside the game: a column on a wide window, a drawer on a narrow one.
 *
 * A panel is shown while it has something to show and is not in {@linkcode Panels.hide}.
 */
export class Panels {
  #region;
  #button;
  /** @type {Map<string, Panel>} */
  #panels = new Map();
  #hidden = new Set();

  /**
   * @param {{ region: HTMLElement, button: HTMLButtonElement }} parts The button opens the drawer.
   */
  constructor({ region, button }) {
    this.#region = region;
    this.#button = button;
    button.addEventListener("click", () => this.isOpen ? this.close() : this.focus());
    region.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.isOpen) return;
      event.preventDefault();
      this.close();
      button.focus();
    });
  }

  /** What there is to choose from, in order. */
  get all() {
    return [...this.#panels.values()].map(({ id, title }) => ({ id, title }));
  }

  /** Whether the drawer is out. */
  get isOpen() {
    return this.#region.classList.contains("open");
  }

  /**
   * Adds a panel below the others, empty and not shown yet.
   *
   * @param {{ id: string, title: string }} named
   */
  add(named) {
    const panel = new Panel(named, () => this.#show());
    this.#panels.set(named.id, panel);
    this.#region.append(panel.element);
    return panel;
  }

  /** Shows all panels but these. @param {readonly string[]} ids */
  hide(ids) {
    this.#hidden = new Set(ids);
    this.#show();
  }

  close() {
    this.#setOpen(false);
  }

  /** Goes there, out of the drawer if need be. @returns {boolean} Whether there is anything. */
  focus() {
    if (this.#region.hidden) return false;
    this.#setOpen(true);
    this.#region.focus();
    return true;
  }

  #show() {
    const panels = [...this.#panels.values()];
    for (const panel of panels) {
      panel.element.hidden = !panel.isFilled || this.#hidden.has(panel.id);
    }
    const isEmpty = panels.every(({ element }) => element.hidden);
    this.#region.hidden = this.#button.hidden = isEmpty;
    if (isEmpty) this.close();
  }

  #setOpen(isOpen) {
    this.#region.classList.toggle("open", isOpen);
    this.#button.setAttribute("aria-expanded", String(isOpen));
  }
}

/** One panel: a heading, and what its maker puts into its body. */
class Panel {
  /** @type {HTMLElement} */
  element = document.createElement("section");
  /** Where its maker puts what it shows. */
  body = document.createElement("div");
  #changed;
  #isFilled = false;

  constructor({ id, title }, changed) {
    this.id = id;
    this.title = title;
    this.#changed = changed;
    const heading = document.createElement("h2");
    heading.id = `panel-${id}`;
    heading.textContent = title;
    this.element.className = "panel";
    this.element.hidden = true;
    this.element.setAttribute("aria-labelledby", heading.id);
    this.element.append(heading, this.body);
  }

  /** Whether there is something to show; its maker says so. */
  get isFilled() {
    return this.#isFilled;
  }

  set isFilled(isFilled) {
    if (this.#isFilled === isFilled) return;
    this.#isFilled = isFilled;
    this.#changed();
  }
}
