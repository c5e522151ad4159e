import { actOn } from "./ask_house.js";
import { make, write } from "./dom.js";

/** What breaks on purpose, and what became of the sessions: before and after, side by side. */
export class Faults {
  /** The part's element. */
  element = make("section", { "aria-label": "Break it on purpose" });
  #news = make("p", { class: "hint", role: "status" });
  #sides = make("div");
  #lines = make("p", { class: "acts" });
  #house = "main";
  #sessid = null;

  constructor() {
    const acts = [["reload", "Reload"], ["reset", "Reset"], ["crash", "Crash the Server"]];
    const whole = acts.map(([act, label]) => this.#button(label, () => ({ act })));
    const delay = make("input", { type: "number", min: 0, max: 10000, value: 500, step: 100 });
    const sessid = () => this.#sessid;
    this.#lines.append(
      this.#button("Drop", () => ({ act: "drop", sessid: sessid() })),
      make("label", {}, "Delay (ms) ", delay),
      this.#button("Delay", () => ({ act: "delay", sessid: sessid(), ms: Number(delay.value) })),
      this.#button("Split bytes", () => ({ act: "split", sessid: sessid(), on: true })),
      this.#button("Whole bytes", () => ({ act: "split", sessid: sessid(), on: false })),
    );
    this.element.append(
      make("h3", {}, "Break it on purpose"),
      make("p", { class: "acts" }, ...whole),
      ...[this.#lines, this.#news, this.#sides],
    );
    this.#lines.hidden = true;
  }

  /** Acts on this house from now on. */
  reset(house) {
    this.#house = house;
    this.#sides.replaceChildren();
    write(this.#news, "");
  }

  /** Acts on the line of this session from now on; `null` is none. */
  choose(sessid) {
    this.#sessid = sessid;
    this.#lines.hidden = sessid === null;
  }

  #button(label, actOf) {
    const button = make("button", { type: "button" }, label);
    button.addEventListener("click", async () => {
      button.disabled = true;
      write(this.#news, `${label} …`);
      this.#tell(label, await actOn({ house: this.#house, ...actOf() }));
      button.disabled = false;
    });
    return button;
  }

  #tell(label, { ok, why, before, after, heldMs }) {
    const held = heldMs === undefined ? "" : ` What was typed meanwhile waited ${heldMs} ms.`;
    write(this.#news, ok ? `${label}: done.${held}` : why);
    this.#sides.replaceChildren(...ok && before !== undefined ? [tableOf(before, after)] : []);
  }
}

function tableOf(before, after) {
  const head = make(
    "tr",
    {},
    ...["Session", "Before", "After"].map((text) => make("th", { scope: "col" }, text)),
  );
  const rows = before.flatMap((one) => {
    const other = after.find(({ sessid }) => sessid === one.sessid);
    return [["state"], ["uname"], ["puid"], ["cmdsets"], ["carry"], ["ndb"]].map(([name], at) => {
      const title = `${at === 0 ? `#${one.sessid} ` : ""}${name}`;
      const then = other === undefined ? "gone" : valueOf(other, name);
      const now = valueOf(one, name);
      const attributes = now === then ? {} : { class: "changed" };
      return make(
        "tr",
        attributes,
        make("th", { scope: "row" }, title),
        make("td", {}, now),
        make("td", {}, now === then ? then : `${then} (changed)`),
      );
    });
  });
  const table = make("table", { class: "sides" }, make("thead", {}, head));
  table.append(make("tbody", {}, ...rows));
  return table;
}

function valueOf({ sync, ndb }, name) {
  const value = name === "ndb" ? ndb : sync[name];
  return JSON.stringify(value) ?? "–";
}
