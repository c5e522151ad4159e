import { TEXT_SIZE } from "./settings.js";

const at = (id) => document.getElementById(id);

/** The fields of the settings' dialog. */
export class SettingsDialog {
  #settings;
  #panels;
  #size = at("text-size");
  #reader = at("screen-reader");
  #typing = at("typing");

  /**
   * @param {{ settings: import("./settings.js").Settings,
   *   panels: import("./panels.js").Panels }} parts
   */
  constructor({ settings, panels }) {
    this.#settings = settings;
    this.#panels = panels;
    Object.assign(this.#size, TEXT_SIZE);
    at("settings").addEventListener("input", ({ target }) => this.#choose(target));
    settings.onChange(() => this.show());
    this.show();
  }

  /** Shows what is chosen. */
  show() {
    const { theme, textSize, screenReader, typing, hiddenPanels } = this.#settings.all;
    for (const choice of document.getElementsByName("theme")) {
      choice.checked = choice.value === theme;
    }
    this.#size.value = String(textSize);
    at("text-size-shown").textContent = `${textSize} %`;
    this.#size.setAttribute("aria-valuetext", `${textSize} percent`);
    this.#reader.checked = screenReader;
    this.#typing.checked = typing;
    this.#showPanels(hiddenPanels);
  }

  #showPanels(hidden) {
    const group = at("panel-choices");
    const panels = this.#panels.all;
    const boxes = [...group.querySelectorAll("input")];
    group.hidden = panels.length === 0;
    if (boxes.map(({ value }) => value).join() !== panels.map(({ id }) => id).join()) {
      group.querySelector(".choices").replaceChildren(...panels.map(panelChoice));
    }
    for (const box of group.querySelectorAll("input")) box.checked = !hidden.includes(box.value);
  }

  #choose(field) {
    if (field.name === "theme") this.#settings.set("theme", field.value);
    else if (field === this.#size) this.#settings.set("textSize", Number(field.value));
    else if (field === this.#reader) this.#settings.set("screenReader", field.checked);
    else if (field === this.#typing) this.#settings.set("typing", field.checked);
    else if (field.name === "panel") this.#choosePanel(field);
  }

  #choosePanel({ value, checked }) {
    const hidden = this.#settings.get("hiddenPanels").filter((id) => id !== value);
    this.#settings.set("hiddenPanels", checked ? hidden : [...hidden, value]);
  }
}

function panelChoice({ id, title }) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  Object.assign(box, { type: "checkbox", name: "panel", value: id });
  label.append(box, ` ${title}`);
  return label;
}
