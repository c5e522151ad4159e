import { make } from "./dom.js";
import { GROUPS, LANES } from "./lanes.js";

/** How long the search waits for the next letter, in milliseconds. */
const SEARCH_PAUSE_MS = 120;

/**
 * The search field, and the switches of groups and lanes.
 *
 * @param {{ search: HTMLInputElement, groups: HTMLElement, lanes: HTMLElement }} places
 * @param {(changes: Partial<import("./filter.js").Filter>) => void} show
 */
export function attachFilters({ search, groups, lanes }, show) {
  addSwitches(groups, Object.entries(GROUPS), (on) => show({ groups: on }));
  addSwitches(lanes, LANES.map((lane) => [lane, lane]), (on) => show({ lanes: on }));
  let timer = 0;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => show({ text: search.value }), SEARCH_PAUSE_MS);
  });
}

/** Adds a button for each name; all are on. With one key pressed, one alone stays on. */
function addSwitches(place, names, changed) {
  const on = new Set(names.map(([name]) => name));
  const buttons = new Map();
  for (const [name, label] of names) {
    const button = make(
      "button",
      { type: "button", class: `chip ${name}`, "aria-pressed": "true" },
      label,
    );
    button.title = `${label}: show or hide; with Shift this alone`;
    button.tabIndex = buttons.size === 0 ? 0 : -1;
    button.addEventListener("click", (event) => {
      if (event.shiftKey) only(name);
      else if (!on.delete(name)) on.add(name);
      for (const [other, each] of buttons) each.setAttribute("aria-pressed", String(on.has(other)));
      changed(new Set(on));
    });
    buttons.set(name, button);
    place.append(button);
  }
  place.addEventListener("keydown", (event) => rove(event, [...buttons.values()]));

  function only(name) {
    const isAlone = on.size === 1 && on.has(name);
    for (const [other] of names) {
      if (isAlone || other === name) on.add(other);
      else on.delete(other);
    }
  }
}

/** Moves the focus among buttons of which one is reached by Tab. */
function rove(event, buttons) {
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  const from = buttons.indexOf(event.target);
  const to = (from + by + buttons.length) % buttons.length;
  buttons.forEach((button, nth) => button.tabIndex = nth === to ? 0 : -1);
  buttons[to].focus();
}
