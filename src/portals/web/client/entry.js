import { HistorySearch } from "./history_search.js";
import { History } from "./history.js";
import { PacedSender } from "./paced_sender.js";

const MAX_HISTORY = 200;
/** How high the field grows, in lines, where the browser does not do that by itself. */
const MAX_ROWS = 8;
const HIDDEN_ANSWER = "••••••";

const at = (id) => document.getElementById(id);

/** Where is typed: the prompt, the field for commands, and the one for hidden answers. */
export class Entry {
  #line = at("line");
  #secret = at("secret");
  #prompt = at("prompt");
  #output;
  #calls;
  #connection;
  #refuse;
  #say;
  #history = new History(MAX_HISTORY);
  #sender = new PacedSender((text) => this.#answer(text), showWaiting);
  #search = new HistorySearch({
    ...{ box: at("search"), text: at("search-text"), list: at("search-found") },
    nothing: at("search-nothing"),
    find: (text, max) => this.#history.find(text, max),
    chosen: (text) => this.#leaveSearch(text),
    left: () => this.focus(),
  });
  /** The prompt's spans. */
  #asked = [];
  /** Why the field is hidden: the mode lasts, a secret prompt is answered once. */
  #isSecretMode = false;
  #isSecretPrompt = false;

  /**
   * @param {{ output: import("./output.js").Output, calls: import("./calls.js").Calls,
   *   connection: import("./connection.js").Connection, refuse(): void,
   *   say(text: string): void }} parts `refuse` is called when there is nobody to send to, `say`
   *   is told what is asked.
   */
  constructor({ output, calls, connection, refuse, say }) {
    this.#output = output;
    this.#calls = calls;
    this.#connection = connection;
    this.#refuse = refuse;
    this.#say = say;
    at("entry").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    at("entry").addEventListener("keydown", (event) => this.#pressed(event));
    this.#line.addEventListener("input", () => this.#fit());
    at("earlier").addEventListener("click", () => this.#search.open());
    calls.on("prompt", ([spans = []], { secret }) => this.#ask(spans, secret === true));
    calls.on("input_mode", ([mode]) => this.#setMode(mode === "secret"));
    calls.on(":echo", ([spans, text]) => output.echo(spans, text));
  }

  /** The field for commands. */
  get field() {
    return this.#line;
  }

  /** What is half typed. */
  get typed() {
    return this.#line.value;
  }

  set typed(text) {
    this.#line.value = text;
    this.#line.setSelectionRange(text.length, text.length);
    this.#fit();
  }

  /** Whether an answer is asked for that nobody may see. */
  get isHidden() {
    return this.#isSecretMode || this.#isSecretPrompt;
  }

  focus() {
    (this.isHidden ? this.#secret : this.#line).focus({ preventScroll: true });
  }

  /** Runs a command as if it had been typed, unless it would be taken for a hidden answer. */
  run(command) {
    this.focus();
    if (this.isHidden) return;
    if (this.#connection.canSend) this.#answer(command);
    else this.#refuse();
  }

  /** Stops sending the lines that wait. */
  stop() {
    this.#sender.stop();
  }

  /** Drops what belonged to a session that is gone. */
  forget() {
    this.#calls.run("input_mode", ["normal"]);
    this.#calls.run("prompt");
  }

  #ask(spans, isSecret) {
    this.#asked = spans;
    this.#isSecretPrompt = isSecret;
    this.#output.show(this.#prompt, spans);
    this.#say(this.#prompt.textContent);
    this.#showField();
    this.#output.resized();
  }

  #setMode(isSecret) {
    this.#isSecretMode = isSecret;
    // What hid the line is over, be it answered or forgotten by a game that was started again.
    if (!isSecret && this.#isSecretPrompt) this.#ask([], false);
    else this.#showField();
  }

  /** Shows the field that fits; a line half typed waits in its own field, seen or not. */
  #showField() {
    const [shown, other] = this.isHidden ? [this.#secret, this.#line] : [this.#line, this.#secret];
    if (!shown.hidden) return;
    const hadFocus = document.activeElement === other;
    for (const field of [shown, other]) {
      field.hidden = field === other;
      for (const label of field.labels) label.hidden = field === other;
    }
    this.#secret.value = "";
    at("earlier").hidden = this.isHidden;
    if (this.isHidden) {
      this.#search.close();
      if (this.#sender.isBusy) this.#sender.stop(); // what waits is no hidden answer
    }
    if (hadFocus) shown.focus();
  }

  #submit() {
    if (!this.#connection.canSend) return this.#refuse();
    if (this.isHidden) {
      const { value } = this.#secret;
      this.#secret.value = "";
      return this.#answer(value);
    }
    const text = this.typed.replace(/\n$/, "");
    this.typed = "";
    this.#history.add(text);
    const lines = text.split("\n");
    if (lines.length === 1) this.#answer(text);
    else this.#sender.push(lines);
  }

  /** Sends one line, and lets the scroll-back show to which prompt it was the answer. */
  #answer(text) {
    const shown = this.isHidden ? HIDDEN_ANSWER : text;
    const asked = this.#asked.map(({ t, f, b, s }) => ({ t, f, b, s })); // old links lead nowhere
    const lead = asked.length === 0 ? "› " : asked.at(-1).t.endsWith(" ") ? "" : " ";
    this.#calls.run(":echo", [[...asked, { t: lead }], shown]);
    this.#output.toEnd();
    this.#calls.run("prompt");
    this.#connection.send("text", [text]);
  }

  #pressed(event) {
    if (event.isComposing || event.defaultPrevented) return;
    const isDone = event.target === this.#line && this.#pressedInLine(event) ||
      this.#pressedAnywhere(event);
    if (isDone) event.preventDefault();
  }

  #pressedAnywhere({ key }) {
    if (key === "PageUp") this.#output.page(-1);
    else if (key === "PageDown") this.#output.page(1);
    else if (key === "Escape" && this.#sender.isBusy) this.#sender.stop();
    else return false;
    return true;
  }

  #pressedInLine({ key, shiftKey, ctrlKey, metaKey, altKey }) {
    if (altKey || metaKey) return false;
    if (ctrlKey) return this.#pressedWithCtrl(key);
    if (shiftKey) return false;
    const { value, selectionStart, selectionEnd } = this.#line;
    if (key === "Enter") this.#submit();
    else if (key === "ArrowUp" && !value.slice(0, selectionStart).includes("\n")) {
      this.typed = this.#history.older(value);
    } else if (key === "ArrowDown" && !value.slice(selectionEnd).includes("\n")) {
      this.typed = this.#history.newer(value);
    } else return false;
    return true;
  }

  #pressedWithCtrl(key) {
    if (key === "r") this.#search.open();
    else if (this.typed.includes("\n")) return false; // where these keys lead to its ends
    else if (key === "Home") this.#output.toStart();
    else if (key === "End") this.#output.toEnd();
    else return false;
    return true;
  }

  #leaveSearch(text) {
    this.typed = text;
    this.focus();
  }

  /** Lets the field have as many lines as there are in it. */
  #fit() {
    this.#line.rows = Math.min(MAX_ROWS, this.typed.split("\n").length);
  }
}

function showWaiting(left) {
  at("pasting").textContent = left === 0 ? "" : `Sending ${left} more lines. Escape stops it.`;
}
