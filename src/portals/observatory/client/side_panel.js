import { make } from "./dom.js";

/** Panels of which one is shown, chosen by tabs (the tabs pattern of WAI-ARIA). */
export class SidePanel {
  #tabs = make("div", { role: "tablist", class: "tabs", "aria-label": "Panels" });
  #panels = new Map();
  #shown = "";

  /** @param {HTMLElement} side */
  constructor(side) {
    side.append(this.#tabs);
    this.#tabs.addEventListener("keydown", (event) => this.#typed(event));
    this.side = side;
  }

  /**
   * Adds a panel; the first is shown.
   *
   * @param {{ id: string, label: string, element: HTMLElement, onShow?: () => void }} panel
   */
  add({ id, label, element, onShow = () => {} }) {
    const attributes = {
      role: "tab",
      id: `tab-${id}`,
      "aria-controls": `panel-${id}`,
      type: "button",
    };
    const tab = make("button", attributes, label);
    const panel = make("div", {
      role: "tabpanel",
      id: `panel-${id}`,
      "aria-labelledby": `tab-${id}`,
      class: "panel",
    });
    panel.append(element);
    tab.addEventListener("click", () => this.show(id));
    this.#panels.set(id, { tab, panel, onShow });
    this.#tabs.append(tab);
    this.side.append(panel);
    this.show(this.#shown === "" ? id : this.#shown);
  }

  /** Shows a panel. */
  show(id) {
    const isNew = id !== this.#shown;
    this.#shown = id;
    for (const [other, { tab, panel }] of this.#panels) {
      const isShown = other === id;
      panel.hidden = !isShown;
      tab.setAttribute("aria-selected", String(isShown));
      tab.tabIndex = isShown ? 0 : -1;
    }
    if (isNew) this.#panels.get(id)?.onShow();
  }

  /** The id of the panel that is shown. */
  get shown() {
    return this.#shown;
  }

  #typed(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const ids = [...this.#panels.keys()];
    const id = ids[(ids.indexOf(this.#shown) + by + ids.length) % ids.length];
    this.show(id);
    this.#panels.get(id).tab.focus();
  }
}
