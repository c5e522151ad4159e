import { make } from "./dom.js";
import { formatMs, timeText } from "./sequence_row.js";

/** How many events are on a page of the table. */
const PAGE = 100;

/** The events as a plain table in pages: for screen readers, and for who likes tables better. */
export class TableView {
  #element;
  #body = make("tbody");
  #status = make("span", { role: "status" });
  #page = null;
  #rows = [];
  #shown = [];
  #choose;

  /**
   * @param {HTMLElement} element
   * @param {(row: import("./rows.js").Row) => void} choose
   */
  constructor(element, choose) {
    this.#element = element;
    this.#choose = choose;
    const heads = ["Time", "Session", "Kind", "From", "To", "What", "Took"];
    const head = make("tr", {}, ...heads.map((name) => make("th", { scope: "col" }, name)));
    const caption = make("caption", { class: "unseen" }, "Events in order of time");
    const pages = make(
      "p",
      { class: "pages" },
      this.#button("Earlier", -1),
      this.#button("Later", 1),
      this.#button("Newest", Infinity),
      this.#status,
    );
    element.append(pages, make("table", {}, caption, make("thead", {}, head), this.#body));
    this.#body.addEventListener("click", ({ target }) => {
      const row = target.closest("button")?.closest("tr");
      if (row) this.#choose(this.#shown[[...this.#body.children].indexOf(row)]);
    });
  }

  /** Shows or hides it. */
  set isShown(isShown) {
    this.#element.hidden = !isShown;
  }

  get isShown() {
    return !this.#element.hidden;
  }

  /** Shows rows; a page that is not the newest stays while more come. */
  show(rows) {
    if (!this.isShown) return;
    this.#rows = rows;
    const last = Math.max(0, Math.ceil(rows.length / PAGE) - 1);
    const page = Math.min(this.#page ?? last, last);
    const shown = rows.slice(page * PAGE, (page + 1) * PAGE);
    this.#status.textContent = `Page ${page + 1} of ${last + 1}, ${rows.length} events`;
    const gone = Math.max(0, this.#shown.indexOf(shown[0]));
    const kept = this.#shown.slice(gone);
    this.#shown = shown;
    if (kept.some((row, nth) => row !== shown[nth])) {
      return this.#body.replaceChildren(...shown.map(rowOf));
    }
    // What stays keeps its elements, and so the focus.
    for (let nth = 0; nth < gone; nth++) this.#body.firstElementChild.remove();
    this.#body.append(...shown.slice(kept.length).map(rowOf));
  }

  #button(label, by) {
    const button = make("button", { type: "button", class: "quiet" }, label);
    button.addEventListener("click", () => {
      const last = Math.max(0, Math.ceil(this.#rows.length / PAGE) - 1);
      const page = Math.max(0, (this.#page ?? last) + by);
      this.#page = page >= last ? null : page;
      this.show(this.#rows);
    });
    return button;
  }
}

function rowOf({ event, place, ms }) {
  const cells = [
    timeText(event.at),
    event.sessid === undefined ? "" : `#${event.sessid}`,
    event.kind,
    place.from,
    place.to,
  ].map((text) => make("td", {}, text));
  const button = make("button", { type: "button" }, place.label || event.kind);
  return make(
    "tr",
    {},
    ...cells,
    make("td", {}, button),
    make("td", {}, ms === undefined ? "" : formatMs(ms)),
  );
}
