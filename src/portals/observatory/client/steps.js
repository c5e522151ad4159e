import { actOn } from "./ask_house.js";
import { make, write } from "./dom.js";

/** How many messages that wait are listed. */
const MOST_LISTED = 50;

/** What waits at the wall, and what lets it through: of the chosen session, or of all. */
export class Steps {
  /** The part's element. */
  element = make("section", { "aria-label": "Step by step" });
  #title = make("h3", {}, "At the wall");
  #news = make("p", { class: "hint", role: "status" });
  #list = make("ol", { class: "waiting" });
  /** What waits, by its number. */
  #held = new Map();
  #house = "main";
  #sessid = null;

  constructor() {
    const buttons = [["hold", "Hold"], ["step", "Let one through"], ["release", "Let all go"]]
      .map(([act, label]) => {
        const button = make("button", { type: "button", "data-act": act }, label);
        button.addEventListener("click", () => this.#act(act));
        return button;
      });
    this.element.append(
      this.#title,
      make("p", { class: "acts" }, ...buttons),
      this.#news,
      this.#list,
    );
    this.#draw();
  }

  /** Forgets what waited: another house, or all anew. */
  reset(house) {
    this.#house = house;
    this.#held.clear();
    this.#draw();
  }

  /** Takes what happened. */
  take(events) {
    let isNew = false;
    for (const { kind, sessid, data } of events) {
      if (kind === "step:held") this.#held.set(data.id, { sessid, ...data });
      else if (kind === "step:passed") this.#held.delete(data.id);
      else continue;
      isNew = true;
    }
    if (isNew) this.#draw();
  }

  /** Acts on this session from now on; `null` is all. */
  choose(sessid) {
    if (sessid === this.#sessid) return;
    this.#sessid = sessid;
    this.#draw();
  }

  async #act(act) {
    const sessid = this.#sessid;
    const { ok, why } = await actOn({ house: this.#house, act, sessid });
    const who = sessid === null ? "All sessions" : `Session #${sessid}`;
    const done = {
      hold: `${who}: held from now on.`,
      step: "The oldest was let through.",
      release: `${who}: let go.`,
    };
    write(this.#news, ok ? done[act] : why);
  }

  #draw() {
    const who = this.#sessid === null ? "all sessions" : `session #${this.#sessid}`;
    write(this.#title, `At the wall: ${who}`);
    const waiting = [...this.#held.values()].filter(({ sessid }) =>
      this.#sessid === null || sessid === this.#sessid
    );
    const items = waiting.slice(0, MOST_LISTED).map(itemOf);
    const more = waiting.length - items.length;
    this.#list.replaceChildren(
      ...items.length === 0 ? [make("li", { class: "hint" }, "Nothing waits.")] : items,
      ...more > 0 ? [make("li", { class: "hint" }, `and ${more} more`)] : [],
    );
  }
}

function itemOf({ sessid, direction, message, hooks, watchers }) {
  const way = direction === "portal" ? "to the Server" : "to the Portal";
  const runs = hooks.length === 0
    ? "runs no hook"
    : `will run ${
      hooks.map((hook) => `${hook} (${(watchers[hook] ?? []).join(", ")})`).join(", ")
    }`;
  return make("li", {}, make("b", {}, `#${sessid} ${message.kind} ${way}`), ` ${runs}`);
}
