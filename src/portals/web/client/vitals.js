/** How many are shown at most. */
const MAX_SHOWN = 12;
const TITLES = { hp: "Health", mp: "Mana", mv: "Movement" };

/** Shows what is left of what one can lose: as bars where the most is known, else as numbers. */
export class Vitals {
  #panel;
  #calls;
  /** @type {Record<string, number>} */
  #values = {};

  /**
   * @param {{ panels: import("./panels.js").Panels, calls: import("./calls.js").Calls }} parts
   */
  constructor({ panels, calls }) {
    this.#panel = panels.add({ id: "vitals", title: "How you are" });
    this.#calls = calls;
    // A game may tell only what changed; what is remembered is all of it.
    const add = (told) => calls.run(":vitals", [], { ...this.#values, ...told });
    calls.on("char_vitals", (_args, told) => add(told), { keep: "none" });
    calls.on(":vitals", (_args, values) => this.#show(values), { keep: "last" });
  }

  forget() {
    this.#calls.run(":vitals");
  }

  #show(values) {
    this.#values = values;
    const names = Object.keys(values)
      .filter((name) => Number.isFinite(values[name]) && !isMost(name, values))
      .slice(0, MAX_SHOWN);
    this.#panel.body.replaceChildren(...names.map((name) => this.#vital(name)));
    this.#panel.isFilled = names.length > 0;
  }

  #vital(name) {
    const [value, most] = [this.#values[name], this.#values[`max${name}`]];
    const title = Object.hasOwn(TITLES, name) ? TITLES[name] : name;
    const line = document.createElement("div");
    line.className = "vital";
    const [label, number] = [document.createElement("span"), document.createElement("span")];
    label.textContent = title;
    number.textContent = most > 0 ? `${value} / ${most}` : String(value);
    line.append(label, number);
    if (most > 0) line.append(barOf({ name, title, value, most }));
    return line;
  }
}

/** `maxhp` is no vital of its own where there is an `hp`. */
function isMost(name, values) {
  return name.startsWith("max") && Object.hasOwn(values, name.slice(3));
}

function barOf({ name, title, value, most }) {
  const bar = document.createElement("div");
  const share = Math.min(1, Math.max(0, value / most));
  bar.className = "meter";
  bar.dataset.vital = name;
  bar.role = "meter";
  bar.ariaLabel = title;
  bar.ariaValueMin = "0";
  bar.ariaValueMax = String(most);
  bar.ariaValueNow = String(Math.min(most, Math.max(0, value)));
  bar.ariaValueText = `${value} of ${most}`;
  const fill = document.createElement("span");
  fill.style.setProperty("width", `${share * 100}%`);
  bar.append(fill);
  return bar;
}
