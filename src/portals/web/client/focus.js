/** Where typing goes, whatever has the focus. */

/**
 * Lets typing anywhere on the page reach the field, and returns to it after clicks.
 *
 * @param {import("./entry.js").Entry} entry
 */
export function attachFocus(entry) {
  document.addEventListener("keydown", (event) => {
    if (isTyping(event) && !isElsewhere(event.target)) entry.focus();
  });
  document.addEventListener("click", (event) => {
    const hasSelection = getSelection()?.isCollapsed === false; // to copy
    if (event.pointerType !== "mouse" || hasSelection) return;
    if (!event.target.closest("a, input, textarea, select, label, dialog, aside, .drawer-button")) {
      entry.focus();
    }
  });
  if (matchMedia("(pointer: fine)").matches) entry.focus();
}

function isTyping({ key, ctrlKey, metaKey, altKey }) {
  return key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
}

/** Tells whether typing there means something of its own. */
function isElsewhere(element) {
  return element.closest("input, textarea, select, dialog") !== null;
}
