import { KEYS } from "./keys.js";

const at = (id) => document.getElementById(id);

/**
 * Lets the page's dialogs be opened by button and key, and closed by button, Escape, and a click
 * beside them.
 *
 * @param {{ onOpen(): void }} parts
 */
export function attachDialogs({ onOpen }) {
  const settings = at("settings");
  const keys = at("keys");
  const open = (dialog) => {
    for (const other of [settings, keys]) if (other !== dialog) other.close();
    if (dialog.open) return dialog.close();
    onOpen();
    dialog.showModal();
  };
  at("key-rows").append(...KEYS.map(rowOf));
  at("settings-button").addEventListener("click", () => open(settings));
  at("keys-button").addEventListener("click", () => open(keys));
  document.addEventListener("keydown", (event) => {
    const dialog = { F1: keys, F2: settings }[event.key];
    if (dialog === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    open(dialog);
  });
  for (const dialog of [settings, keys]) {
    dialog.addEventListener("click", (event) => {
      const isBeside = event.target === dialog && !isWithin(event, dialog);
      if (isBeside || event.target.closest("[data-closes]")) dialog.close();
    });
  }
}

function isWithin({ clientX: x, clientY: y }, element) {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return x >= left && x <= right && y >= top && y <= bottom;
}

function rowOf({ keys, does }) {
  const row = document.createElement("tr");
  const names = document.createElement("th");
  names.scope = "row";
  for (const [nth, key] of keys.entries()) {
    const name = document.createElement("kbd");
    name.textContent = key;
    names.append(...nth === 0 ? [] : [" "], name);
  }
  const what = document.createElement("td");
  what.textContent = does;
  row.append(names, what);
  return row;
}
