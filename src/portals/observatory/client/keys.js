import { make } from "./dom.js";

/**
 * What a key does, wherever the focus is but in a field.
 *
 * @typedef {{ keys: readonly string[], name: string, what: string, run: () => void }} Key
 */

/**
 * Lets keys work on the whole page, and lists them in the dialog of keys.
 *
 * @param {readonly Key[]} keys
 * @param {HTMLElement} list
 */
export function attachKeys(keys, list) {
  for (const { name, what } of keys) {
    list.append(make("dt", {}, make("kbd", {}, name)), make("dd", {}, what));
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return;
    const found = keys.find((key) => key.keys.includes(event.key));
    if (found === undefined) return;
    event.preventDefault();
    found.run();
  });
}

/** A field takes all keys but Escape, a button takes Space and Enter, a choice its arrows. */
function isTaken({ target, key }) {
  if (document.querySelector("dialog[open]") !== null) return true;
  if (target.matches("input:not([type=range]), textarea")) return key !== "Escape";
  if (target.matches("button, summary, a")) return key === " " || key === "Enter";
  return target.matches("select, input, pre, .panel *") && /^Arrow|^ $/.test(key);
}
