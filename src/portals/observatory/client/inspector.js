import { inspect } from "./ask_house.js";
import { make, write } from "./dom.js";

/** What the Server alone knows of the chosen session, and what a line would do there. */
export class Inspector {
  /** The part's element. */
  element = make("section", { "aria-label": "What the Server knows" });
  #news = make("p", { class: "hint", role: "status" });
  #facts = make("div");
  #fate = make("p", { class: "fate", role: "status" });
  #line = make("input", { type: "text", maxlength: 6000, "aria-label": "A line to match" });
  #house = "main";
  #sessid = null;

  constructor() {
    const look = make("button", { type: "button" }, "Look inside");
    look.addEventListener("click", () => this.#look());
    const form = make(
      "form",
      { class: "acts" },
      this.#line,
      make("button", {}, "What would it do?"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#look(this.#line.value);
    });
    const heading = make("h3", {}, "What the Server knows");
    const hint = make("p", { class: "hint" }, "A line is matched, and not run.");
    this.element.append(heading, make("p", { class: "acts" }, look), hint, form);
    this.element.append(this.#fate, this.#news, this.#facts);
  }

  /** Asks this house from now on. */
  reset(house) {
    this.#house = house;
    this.#clear();
  }

  /** Asks of this session from now on; `null` is none. */
  choose(sessid) {
    if (sessid === this.#sessid) return;
    this.#sessid = sessid;
    this.#clear();
  }

  #clear() {
    this.#facts.replaceChildren();
    write(this.#fate, "");
    write(this.#news, this.#sessid === null ? "Choose a session first." : "");
  }

  async #look(line) {
    const sessid = this.#sessid;
    if (sessid === null) return this.#clear();
    const answer = await inspect({
      ...{ house: this.#house, sessid },
      ...line === undefined ? {} : { line },
    });
    if (sessid !== this.#sessid) return;
    write(this.#news, answer.ok ? "" : answer.why);
    if (!answer.ok) return;
    if (answer.line !== undefined) write(this.#fate, fateText(answer.line));
    const { layers, hidden, merged, ...parts } = answer.session;
    this.#facts.replaceChildren(
      ...Object.entries(parts).map(([name, value]) => part(name, value, name === "properties")),
      ...layers.map((layer) => layerPart(layer)),
      part(`hidden commands; ${merged.count} can be typed`, hidden, false),
    );
  }
}

function fateText({ fate, hidden, isAnswer }) {
  if (isAnswer) return "It would answer the question that waits.";
  const lost = hidden.map(({ key, source, by }) => ` Hidden: ${key} of ${source}, by ${by}.`);
  return `${fateOf(fate)}${lost.join("")}`;
}

function fateOf(fate) {
  if (fate.kind === "runs") return `It runs ${fate.command.key} of ${fate.command.source}.`;
  if (fate.kind === "many") return `Several commands fit: ${fate.choices.join(", ")}.`;
  if (fate.kind === "empty") return "There is nothing in it.";
  const meant = fate.suggestions.join(", ");
  return `No command fits.${meant === "" ? "" : ` Perhaps: ${meant}.`}`;
}

function layerPart({ source, priority, mergeType, commands, leftOutBy }) {
  const away = leftOutBy === null ? "" : `, out of reach by ${leftOutBy}`;
  const items = commands.map((command) => {
    if (typeof command === "string") return make("li", {}, command);
    const { key, hiddenBy } = command;
    return make("li", {}, hiddenBy === null ? key : `${key} (hidden by ${hiddenBy})`);
  });
  const title = `${source}: ${mergeType}, priority ${priority}${away}`;
  return make("details", {}, make("summary", {}, title), make("ul", {}, ...items));
}

function part(name, value, isOpen) {
  const text = JSON.stringify(value, null, 2);
  const shown = make("pre", { tabindex: 0, "aria-label": name }, text);
  return make("details", { open: isOpen }, make("summary", {}, name), shown);
}
