/**
 * Lets F6 go round the page's parts, and Escape lead back to the field.
 *
 * @param {{ entry: import("./entry.js").Entry, scroller: HTMLElement,
 *   panels: import("./panels.js").Panels }} parts
 */
export function attachRegions({ entry, scroller, panels }) {
  const buttons = document.getElementById("settings-button");
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.target.closest("dialog") !== null) return;
    if (event.key === "Escape" && event.target.closest("form") === null) entry.focus();
    else if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey) return;
    else goOn(event.target);
    event.preventDefault();
  });

  function goOn(from) {
    if (from.closest(".entry") !== null) scroller.focus();
    else if (from.closest(".output") !== null && panels.focus()) return;
    else if (from.closest("header") !== null || from === document.body) entry.focus();
    else buttons.focus();
  }
}
