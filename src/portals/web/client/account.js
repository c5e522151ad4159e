import { Memory } from "./memory.js";

/**
 * Shows whether the session has an account, and signs the browser in and out with it. The server
 * alone knows who the browser is: no script reads its cookie.
 *
 * @param {{ link: HTMLAnchorElement, button: HTMLButtonElement, calls: import("./calls.js").Calls,
 *   connection: import("./connection.js").Connection, note(text: string): void }} parts
 */
export function attachAccount({ link, button, calls, connection, note }) {
  let request = new AbortController();
  calls.on("web_account", ([uname]) => show(uname), { keep: "last" });
  calls.on("web_ticket", ([ticket]) => signIn(ticket), { keep: "none" });
  link.addEventListener("click", leaveScreen);
  button.addEventListener("click", signOut);

  function show(uname) {
    link.hidden = uname !== undefined;
    button.hidden = uname === undefined;
    button.title = uname === undefined ? "" : `Signed in as ${uname}`;
  }

  async function signIn(ticket) {
    // A browser that keeps no cookie could not come back to its session.
    if (!navigator.cookieEnabled) return;
    const [method, body] = ["POST", JSON.stringify({ ticket })];
    const headers = { "content-type": "application/json" };
    // A page that is loaded again meanwhile would take the request with it, and its cookie.
    const keepalive = true;
    // An answer to the ticket before must not come after this one's, with a cookie that is void.
    request.abort();
    const { signal } = request = new AbortController();
    const options = { method, headers, body, keepalive, signal };
    const answer = await fetch("session", options).catch(() => null);
    // Where it is lost, the server gives another ticket when the page comes back.
    if (answer?.ok) connection.send("web_signed_in", []);
  }

  async function signOut() {
    const answer = await fetch("session", { method: "DELETE" }).catch(() => null);
    if (answer?.ok !== true) return note("You are not signed out: the server cannot be reached.");
    connection.send("web_sign_out", []); // a guest's browser was never signed in
  }
}

/** Who comes back signed in begins anew, and not with the login screen that was left. */
function leaveScreen({ ctrlKey, metaKey, shiftKey }) {
  if (ctrlKey || metaKey || shiftKey) return;
  document.addEventListener("visibilitychange", () => Memory.take());
  globalThis.addEventListener("pagehide", () => Memory.take());
}
