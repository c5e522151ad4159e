/** Lets the settings follow the account to other browsers: what was chosen last counts. */

const KEY = "vestibule.settings.changed";
const PAUSE_MS = 500;

/**
 * Asks for the account's settings after each login, and tells the account what is chosen.
 *
 * @param {{ settings: import("./settings.js").Settings, calls: import("./calls.js").Calls,
 *   connection: import("./connection.js").Connection }} parts
 */
export function attachAccountSettings({ settings, calls, connection }) {
  let waiting = 0;
  let toldAt = 0;

  const tell = () => {
    const changed = changedAt();
    toldAt = Date.now();
    connection.send("client_settings", [], { changed, settings: settings.all });
  };

  calls.on("logged_in", () => connection.send("client_settings_get", []), { keep: "none" });
  calls.on("client_settings", (_args, { changed, settings: kept }) => {
    if (changed < changedAt()) return tell();
    setChangedAt(changed);
    settings.take(kept);
  }, { keep: "none" });
  settings.onChange((_name, _value, source) => {
    if (source !== "chosen") return;
    setChangedAt(Date.now());
    clearTimeout(waiting);
    // At once, as a logout may come next; but a slider says much.
    waiting = setTimeout(tell, Math.max(0, toldAt + PAUSE_MS - Date.now()));
  });
}

/** When something was chosen in this browser: milliseconds since 1970, 0 for never. */
function changedAt() {
  try {
    return Number(localStorage.getItem(KEY)) || 0;
  } catch {
    return 0;
  }
}

function setChangedAt(at) {
  try {
    localStorage.setItem(KEY, String(at));
  } catch {
    // a browser that keeps nothing: the account's settings count
  }
}
