import { make } from "./dom.js";

/** What the tour has said of a chapter so far, as the events of its house tell it. */
export class TourScript {
  /** The number of the chapter; `null` where no tour is taken. @type {number | null} */
  chapter = null;
  /** The multisession mode, where it is what the chapter is about. @type {number | null} */
  mode = null;
  isOver = false;
  #said = null;
  #steps = [];
  #claims = [];
  #failure = "";

  /**
   * Takes events.
   *
   * @returns {boolean} whether the tour said something
   */
  add(events) {
    const said = events.filter(({ kind }) => kind.startsWith("tour:"));
    for (const { kind, data } of said) this.#take(kind, data);
    return said.length > 0;
  }

  /** Writes it into an element: what comes from outside becomes text nodes. */
  show(element) {
    if (this.#said === null) return element.replaceChildren();
    const { title, seen, mode, modeSays, before } = this.#said;
    const heading = mode === undefined ? title : `${title}: mode ${mode}`;
    element.replaceChildren(
      make("h3", {}, `${this.chapter}. ${heading}`),
      ...seen.map((sentence) => make("p", { class: "seen" }, sentence)),
      ...(modeSays === undefined ? [] : [make("p", { class: "seen" }, modeSays)]),
      ...(before === undefined ? [] : [make("p", { class: "hint" }, `Before: ${before}`)]),
      make("ol", { class: "tour-steps", "aria-live": "polite" }, ...this.#stepItems()),
      make("ul", { class: "claims", "aria-label": "Was it so?" }, ...this.#claims.map(claimItem)),
      ...(this.#failure === "" ? [] : [make("p", { class: "tour-problem" }, this.#failure)]),
    );
  }

  #take(kind, data) {
    switch (kind) {
      case "tour:begin":
        this.#said = data;
        this.chapter = data.chapter;
        this.mode = data.mode ?? null;
        return;
      case "tour:step":
        return void this.#steps.push(data.says);
      case "tour:claim":
        return void this.#claims.push(data);
      case "tour:fail":
        this.#failure = "This chapter came to an end by a mistake: the log says which.";
        this.isOver = true;
        return;
      case "tour:end":
        this.isOver = true;
    }
  }

  /** The last one is about to be done, until the chapter is over. */
  #stepItems() {
    return this.#steps.map((says, nth) => {
      const isNow = !this.isOver && nth === this.#steps.length - 1;
      return make("li", { "aria-current": isNow ? "step" : false }, says);
    });
  }
}

function claimItem({ says, holds }) {
  return make(
    "li",
    { class: holds ? "so" : "not-so" },
    make("span", { class: "mark", "aria-hidden": "true" }, holds ? "✓ " : "✗ "),
    holds ? says : `Not so: ${says}`,
  );
}
