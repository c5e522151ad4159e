import { short } from "./describe.js";
import { copyText } from "./copy_text.js";
import { make, write } from "./dom.js";
import { prettyJson } from "./pretty_json.js";
import { formatMs, isGrave, timeText } from "./sequence_row.js";

/** How much of a payload is shown, in characters; a copy has all of it. */
const MAX_SHOWN = 100_000;

/** What the chosen event carries. */
export class Payload {
  /** The panel's element. */
  element;
  #parts;
  #row = null;
  #end = undefined;

  constructor() {
    const [title, way, json] = [
      make("h3"),
      make("dl", { class: "facts" }),
      make("pre", { tabindex: 0 }),
    ];
    const [copy, said] = [make("button", { type: "button", class: "quiet" }, "Copy"), make("p")];
    said.className = "hint";
    said.textContent =
      "Choose an event to see what it carries. Secrets were cut where it was made.";
    json.setAttribute("aria-label", "Payload");
    this.#parts = { title, way, json, copy, said };
    this.element = make("div", { class: "payload" }, title, way, json, copy, said);
    copy.addEventListener("click", () => copyText(copy, jsonOf(this.#row)));
    this.show(null);
  }

  /** @param {import("./rows.js").Row | null} row */
  show(row) {
    if (row === this.#row && row?.end === this.#end && this.#parts.title.textContent !== "") return;
    [this.#row, this.#end] = [row, row?.end];
    const { title, way, json, copy, said } = this.#parts;
    for (const element of [title, way, json, copy]) element.hidden = row === null;
    said.hidden = row !== null;
    if (row === null) return;
    write(title, row.event.kind);
    way.replaceChildren(
      ...factsOf(row).flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]),
    );
    const text = jsonOf(row);
    write(
      json,
      text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}\n… ${text.length} characters` : text,
    );
  }

  focus() {
    if (this.#row !== null) this.#parts.json.focus();
  }
}

function factsOf({ event, place, ms }) {
  const way = place.from === place.to ? place.from : `${place.from} → ${place.to}`;
  return [
    ["Session", whoseText(event)],
    ["When", timeText(event.at)],
    ["Where", way],
    ...(ms === undefined ? [] : [["Took", formatMs(ms)]]),
    ...(isGrave(event) ? [["Level", event.level]] : []),
  ];
}

function whoseText({ sessid, data }) {
  if (sessid !== undefined) return `#${sessid}`;
  const many = data.message?.sessids ?? data.sessids;
  if (!Array.isArray(many)) return "of the whole house";
  return many.slice(0, 20).map((one) => `#${short(one, 12)}`).join(" ") +
    (many.length > 20 ? " …" : "");
}

/** The data of the event, and of its end if it had one. */
function jsonOf({ event, end }) {
  const data = end === undefined ? event.data : { ...event.data, ...end.data };
  return prettyJson(data);
}
