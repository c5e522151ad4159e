/** How long what stands before the caret may be to be completed, in characters. */
const MAX_TEXT = 1_000;

/**
 * Completes what is typed: Tab asks the game what the session can type at this moment, and goes on
 * to the next choice; Escape takes it back. Where nothing fits, Tab leads on as anywhere.
 */
export class Completion {
  #entry;
  #connection;
  #field;
  #list = document.createElement("ul");
  #status = document.createElement("p");
  #id = 0;
  /** What is asked, and not answered yet. */
  #asked = null;
  /** What is chosen from: the text as it was, where the choices belong, and which one is in it. */
  #open = null;
  /** The text of which it is known that nothing completes it. */
  #nothing = null;

  /**
   * @param {{ entry: import("./entry.js").Entry, calls: import("./calls.js").Calls,
   *   connection: import("./connection.js").Connection }} parts
   */
  constructor({ entry, calls, connection }) {
    this.#entry = entry;
    this.#connection = connection;
    this.#field = entry.field;
    Object.assign(this.#list, { id: "completions", className: "completions", hidden: true });
    this.#list.role = "listbox";
    this.#list.ariaLabel = "Completions";
    this.#status.className = "unseen";
    this.#status.role = "status";
    this.#field.setAttribute("aria-autocomplete", "list");
    this.#field.setAttribute("aria-controls", "completions");
    this.#field.closest(".row").before(this.#list, this.#status);
    this.#field.addEventListener("keydown", (event) => this.#pressed(event));
    this.#field.addEventListener("input", () => this.#close());
    this.#field.addEventListener("blur", () => this.#close());
    this.#list.addEventListener("pointerdown", (event) => this.#pointed(event));
    calls.on("input_completions", (_args, told) => this.#take(told), { keep: "none" });
  }

  #pressed(event) {
    const { key, shiftKey, ctrlKey, altKey, metaKey, isComposing } = event;
    if (isComposing || ctrlKey || altKey || metaKey) return;
    if (this.#open === null) {
      if (key !== "Tab" || shiftKey || !this.#ask()) return;
    } else if (key === "Tab") this.#choose(this.#open.at + (shiftKey ? -1 : 1));
    else if (key === "ArrowDown") this.#choose(this.#open.at + 1);
    else if (key === "ArrowUp") this.#choose(this.#open.at - 1);
    else if (key === "Escape") this.#takeBack();
    else return key === "Enter" ? this.#close() : undefined;
    event.preventDefault();
  }

  /** Asks the game; returns whether it will answer. */
  #ask() {
    const { value, selectionStart: caret } = this.#field;
    const start = value.lastIndexOf("\n", caret - 1) + 1;
    const text = value.slice(start, caret);
    const isUseless = text.trim() === "" || text.length > MAX_TEXT || value === this.#nothing;
    if (this.#entry.isHidden || isUseless) return false;
    this.#asked = { id: ++this.#id, value, caret, start };
    return this.#connection.send("input_complete", [], { id: this.#id, text, caret: text.length });
  }

  #take({ id, from, to, matches = [] }) {
    const asked = this.#asked;
    if (asked === null || id !== asked.id) return;
    this.#asked = null;
    const { value, selectionStart } = this.#field;
    if (this.#entry.isHidden || value !== asked.value || selectionStart !== asked.caret) return;
    const texts = matches.map(({ text }) => String(text).replace(/\s+/g, " "));
    const isDone = texts.length === 1 && texts[0] === value.slice(asked.start + from, asked.caret);
    if (texts.length === 0 || isDone) {
      this.#nothing = value;
      this.#status.textContent = "Nothing to complete.";
      return;
    }
    this.#open = {
      ...{ value, texts, at: 0, caret: asked.caret },
      ...{ from: asked.start + from, to: asked.start + to },
    };
    if (texts.length > 1) this.#show(matches);
    this.#choose(0);
    if (texts.length === 1) this.#close();
  }

  #show(matches) {
    this.#list.replaceChildren(...matches.map(choiceOf));
    this.#list.hidden = false;
    this.#status.textContent = `${matches.length} choices`;
  }

  /** Puts a choice into the field; behind the last comes the first. */
  #choose(wanted) {
    const { value, texts, from, to } = this.#open;
    const at = (wanted + texts.length) % texts.length;
    this.#open.at = at;
    this.#entry.typed = value.slice(0, from) + texts[at] + value.slice(to);
    const caret = from + texts[at].length;
    this.#field.setSelectionRange(caret, caret);
    const options = [...this.#list.children];
    for (const [index, option] of options.entries()) option.ariaSelected = String(index === at);
    if (options.length === 0) return;
    options[at].scrollIntoView({ block: "nearest" });
    this.#field.setAttribute("aria-activedescendant", options[at].id);
  }

  #takeBack() {
    const { value, caret } = this.#open;
    this.#entry.typed = value;
    this.#field.setSelectionRange(caret, caret);
    this.#close();
  }

  #pointed(event) {
    event.preventDefault(); // the field keeps the focus
    const option = event.target.closest("[role=option]");
    if (option === null) return;
    this.#choose([...this.#list.children].indexOf(option));
    this.#close();
  }

  #close() {
    this.#asked = this.#open = this.#nothing = null;
    this.#list.hidden = true;
    this.#list.replaceChildren();
    this.#status.textContent = "";
    this.#field.removeAttribute("aria-activedescendant");
  }
}

function choiceOf({ text, about }, index) {
  const option = document.createElement("li");
  option.id = `completion-${index}`;
  option.role = "option";
  const name = document.createElement("b");
  name.textContent = text;
  const more = document.createElement("span");
  more.textContent = about;
  option.append(name, " ", more);
  return option;
}
