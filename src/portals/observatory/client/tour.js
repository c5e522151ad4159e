import { make, write } from "./dom.js";
import { TourScript } from "./tour_script.js";

const INTRODUCTION = "Ten chapters through the life of a session. Each drives real sessions in a " +
  "house of its own; the world and its players are left alone.";
const MODES_LABEL = "Multisession mode";

/**
 * A chapter that can be chosen.
 *
 * @typedef TourChapter
 * @property {number} number
 * @property {string} title
 * @property {readonly [string, string]} seen
 * @property {readonly number[]} modes
 */

/** The panel of the tour: its chapters, and what is said of the one that is played. */
export class Tour {
  /** The panel's element. */
  element = make("div", { class: "tour" });
  #watch;
  /** @type {readonly TourChapter[]} */
  #chapters = [];
  #house = "";
  #mayPlay = false;
  #isPlaying = false;
  #isLoaded = false;
  /** Whether a chapter was chosen whose house is not watched yet. */
  #isAwaited = false;
  #script = new TourScript();
  #list = make("ol", { class: "chapters" });
  #problem = make("p", { class: "tour-problem", role: "alert", hidden: true });
  #modes = make("div", { class: "group", role: "group", "aria-label": MODES_LABEL });
  #before = this.#button("← Chapter", "Chapter before", () => this.#move(-1));
  #after = this.#button("Chapter →", "Next chapter", () => this.#move(1));
  #next = this.#button("Next step", "", () => this.#ask({ house: this.#house, next: true }, false));
  #play = this.#button("Play", "", () => this.#togglePlay());
  #text = make("div");
  #controls = make("div", { class: "tour-controls" });

  /** @param {(house: string) => void} watch shows what happens in a house */
  constructor(watch) {
    this.#watch = watch;
    this.#controls.append(
      make("div", { class: "group" }, this.#next, this.#play),
      make("div", { class: "group" }, this.#before, this.#after),
      this.#modes,
    );
    this.element.append(
      make("p", { class: "hint" }, INTRODUCTION),
      this.#problem,
      this.#controls,
      this.#text,
      make("h3", {}, "Chapters"),
      this.#list,
    );
    this.#show();
  }

  /** Begins anew with the house that is watched from now on. */
  hello({ house, access, recorded }) {
    if (house !== this.#house) this.#isPlaying = false;
    this.#house = house;
    this.#mayPlay = access === "full";
    this.#isAwaited = false;
    this.#script = new TourScript();
    this.add(recorded);
    this.#show();
  }

  /** Takes what happened in the house. */
  add(events) {
    if (this.#script.add(events)) this.#show();
  }

  /** Asks for the chapters, unless they are there. */
  async load() {
    if (this.#isLoaded) return;
    const key = new URLSearchParams(location.search).get("key");
    const query = key === null ? "" : `?${new URLSearchParams({ key })}`;
    const answer = await this.#attempt(() => fetch(`observatory/tour${query}`));
    if (answer === undefined) return;
    this.#isLoaded = true;
    this.#chapters = answer.chapters;
    this.#show();
  }

  /** @param {{ chapter: number, mode?: number }} chosen */
  async #start(chosen) {
    this.#isAwaited = true;
    this.#show();
    const answer = await this.#ask({ ...chosen, pace: "step" }, false);
    this.#isAwaited = answer !== undefined;
    this.#show();
    if (answer !== undefined) this.#watch(answer.house);
  }

  #move(by) {
    const at = this.#chapters.findIndex(({ number }) => number === this.#script.chapter);
    const chapter = this.#chapters[at + by];
    if (chapter !== undefined) void this.#start({ chapter: chapter.number });
  }

  #togglePlay() {
    const isPlaying = !this.#isPlaying;
    void this.#ask({ house: this.#house, pace: isPlaying ? "play" : "step" }, isPlaying);
  }

  /** Asks for something of the tour, after which it plays by itself or not. */
  async #ask(body, isPlaying) {
    const answer = await this.#attempt(() =>
      fetch("observatory/tour", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      })
    );
    if (answer !== undefined) this.#isPlaying = isPlaying;
    this.#show();
    return answer;
  }

  /** Returns what is answered; says why when it is not what was asked for. */
  async #attempt(send) {
    this.#problem.hidden = true;
    try {
      const answer = await (await send()).json();
      if (answer.ok) return answer;
      write(this.#problem, answer.why);
    } catch {
      write(this.#problem, "The tour does not answer: is the server there?");
    }
    this.#problem.hidden = false;
  }

  #show() {
    const { chapter, isOver } = this.#script;
    const isShown = chapter !== null;
    const found = this.#chapters.findIndex(({ number }) => number === chapter);
    this.#controls.hidden = !isShown || !this.#mayPlay;
    this.#next.disabled = isOver || this.#isPlaying || this.#isAwaited;
    this.#play.disabled = isOver || this.#isAwaited;
    write(this.#play, this.#isPlaying && !isOver ? "Pause the tour" : "Play");
    this.#before.disabled = found < 1;
    this.#after.disabled = found === -1 || found === this.#chapters.length - 1;
    this.#showModes(this.#chapters[found]);
    this.#script.show(this.#text);
    this.#list.replaceChildren(...this.#chapters.map((one) => this.#chapterItem(one)));
  }

  #showModes({ number, modes } = { number: 0, modes: [] }) {
    this.#modes.hidden = modes.length < 2;
    this.#modes.replaceChildren(...modes.map((mode) => {
      const button = this.#button(
        `Mode ${mode}`,
        "",
        () => this.#start({ chapter: number, mode }),
      );
      button.setAttribute("aria-pressed", String(mode === this.#script.mode));
      return button;
    }));
  }

  #chapterItem({ number, title }) {
    const button = this.#button(title, "", () => this.#start({ chapter: number }));
    button.disabled = !this.#mayPlay;
    if (number === this.#script.chapter) button.setAttribute("aria-current", "step");
    return make("li", {}, button);
  }

  #button(text, label, run) {
    const attributes = { type: "button", ...(label === "" ? {} : { "aria-label": label }) };
    const button = make("button", attributes, text);
    button.addEventListener("click", run);
    return button;
  }
}
