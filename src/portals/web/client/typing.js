/** How often it is told that one still types, in milliseconds: sooner than it is forgotten. */
const TELL_EVERY_MS = 3_000;
/** The longest that somebody counts as typing without being told again, in seconds. */
const MAX_SECONDS = 30;
const MAX_NAMED = 3;

/** Tells the game that one is typing, never what; and shows who else is. */
export class Typing {
  #settings;
  #connection;
  #entry;
  #line = document.createElement("p");
  /** @type {Map<string, number>} Who types, with the timer that ends it. */
  #typists = new Map();
  /** When it was told; 0 when it is over. */
  #toldAt = 0;

  /**
   * @param {{ entry: import("./entry.js").Entry, calls: import("./calls.js").Calls,
   *   connection: import("./connection.js").Connection,
   *   settings: import("./settings.js").Settings }} parts
   */
  constructor({ entry, calls, connection, settings }) {
    this.#entry = entry;
    this.#connection = connection;
    this.#settings = settings;
    this.#line.className = "typists";
    entry.field.form.append(this.#line);
    entry.field.addEventListener("input", () => this.#typed());
    entry.field.addEventListener("keyup", () => entry.typed === "" && this.#tellEnd());
    settings.onChange((name, isOn) => name === "typing" && !isOn && this.forget());
    calls.on("room_typing", (_args, told) => this.#take(told), { keep: "none" });
  }

  /** Somebody is not here, or has stopped. */
  left(name) {
    clearTimeout(this.#typists.get(name));
    this.#typists.delete(name);
    this.#show();
  }

  forget() {
    this.#tellEnd();
    for (const name of [...this.#typists.keys()]) this.left(name);
  }

  #typed() {
    if (this.#entry.typed === "") return this.#tellEnd();
    if (this.#entry.isHidden || !this.#settings.get("typing")) return;
    if (Date.now() - this.#toldAt < TELL_EVERY_MS) return;
    if (this.#connection.send("char_typing", [], { typing: true })) this.#toldAt = Date.now();
  }

  #tellEnd() {
    if (this.#toldAt === 0) return;
    this.#toldAt = 0;
    this.#connection.send("char_typing", [], { typing: false });
  }

  #take({ name, seconds }) {
    this.left(name);
    if (!(seconds > 0) || !this.#settings.get("typing")) return;
    const ms = Math.min(seconds, MAX_SECONDS) * 1_000;
    this.#typists.set(name, setTimeout(() => this.left(name), ms));
    this.#show();
  }

  #show() {
    const names = [...this.#typists.keys()];
    const isMany = names.length > MAX_NAMED;
    const who = isMany ? "Several people" : names.join(", ");
    const are = names.length === 1 ? "is" : "are";
    this.#line.textContent = names.length === 0 ? "" : `${who} ${are} typing…`;
  }
}
