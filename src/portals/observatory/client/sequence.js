import { make } from "./dom.js";
import { LANES } from "./lanes.js";
import { fillRow, makeRow } from "./sequence_row.js";

/** How many rows beyond the window are kept ready, above and below. */
const SPARE_ROWS = 6;

/** How near to its end the list counts as being there, in pixels. */
const NEAR_END = 8;

/**
 * The sequence diagram: a list of which only the rows in the window are elements.
 *
 * The list has the focus; the row that is chosen is its active one.
 */
export class Sequence {
  /** Whether the newest row stays in view. */
  isFollowing = true;
  #scroller;
  #sheet;
  #choose;
  #followed;
  #rows = [];
  /** How many rows were shown: more may have been added to them since. */
  #count = 0;
  #chosen = null;
  /** The row that the pointer went down on. */
  #pressed;
  #elements = [];
  #rowHeight = 0;
  #isAll = true;

  /**
   * @param {{
   *   scroller: HTMLElement,
   *   choose: (row: import("./rows.js").Row) => void,
   *   followed: () => void,
   * }} options `followed` is told when following begins or ends
   */
  constructor({ scroller, choose, followed }) {
    this.#scroller = scroller;
    this.#choose = choose;
    this.#followed = followed;
    this.#sheet = make("div", { class: "sheet", role: "presentation" });
    scroller.append(this.#sheet);
    scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    scroller.addEventListener("keydown", (event) => this.#typed(event));
    this.#sheet.addEventListener("pointerdown", ({ target }) => {
      this.#pressed = this.#rowAt(target);
    });
    this.#sheet.addEventListener("click", (event) => this.#clicked(event));
    new ResizeObserver(() => this.resized()).observe(scroller);
  }

  /**
   * Shows rows.
   *
   * @param {readonly import("./rows.js").Row[]} rows
   * @param {{ chosen: import("./rows.js").Row | null, isAll: boolean }} options `isAll` when they are of many sessions
   */
  show(rows, { chosen, isAll }) {
    this.#rows = rows;
    this.#count = rows.length;
    this.#chosen = chosen;
    this.#isAll = isAll;
    this.#scroller.classList.toggle("of-all", isAll);
    this.#sheet.style.height = `${rows.length * this.#rowHeight}px`;
    if (this.isFollowing) this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#paint();
  }

  /** Follows the newest row from now on. */
  follow() {
    this.#setFollowing(true);
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#paint();
  }

  /** Chooses the row that is so many rows further on. */
  move(by) {
    const from = this.#chosen === null ? -1 : indexOf(this.#rows, this.#chosen);
    const start = from === -1 ? (by > 0 ? this.#first - 1 : this.#last + 1) : from;
    this.#chooseAt(start + by);
  }

  /** Measures the rows anew, as after another size of letters. */
  resized() {
    const row = makeRow();
    this.#sheet.append(row);
    this.#rowHeight = row.offsetHeight;
    row.remove();
    const { offsetWidth, clientWidth, parentElement } = this.#scroller;
    parentElement.style.setProperty("--scrollbar", `${offsetWidth - clientWidth}px`);
    this.show(this.#rows, { chosen: this.#chosen, isAll: this.#isAll });
  }

  get #first() {
    return Math.floor(this.#scroller.scrollTop / Math.max(1, this.#rowHeight));
  }

  get #last() {
    const rows = Math.floor(this.#scroller.clientHeight / Math.max(1, this.#rowHeight));
    return Math.min(this.#count - 1, this.#first + rows);
  }

  #chooseAt(index) {
    const row = this.#rows[Math.max(0, Math.min(this.#count - 1, index))];
    if (row === undefined) return;
    this.#reveal(indexOf(this.#rows, row));
    this.#choose(row);
  }

  #reveal(index) {
    const [top, height] = [index * this.#rowHeight, this.#scroller.clientHeight];
    const { scrollTop } = this.#scroller;
    if (top < scrollTop) this.#scroller.scrollTop = top;
    else if (top + this.#rowHeight > scrollTop + height) {
      this.#scroller.scrollTop = top + this.#rowHeight - height;
    }
  }

  #scrolled() {
    const { scrollTop, clientHeight, scrollHeight } = this.#scroller;
    this.#setFollowing(scrollTop + clientHeight >= scrollHeight - NEAR_END);
    this.#paint();
  }

  #setFollowing(isFollowing) {
    if (isFollowing === this.isFollowing) return;
    this.isFollowing = isFollowing;
    this.#followed();
  }

  #typed(event) {
    const page = Math.max(1, this.#last - this.#first - 1);
    const by = { PageUp: -page, PageDown: page, Home: -Infinity, End: Infinity }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (Number.isFinite(by)) this.move(by);
    else this.#chooseAt(by < 0 ? 0 : this.#count - 1);
  }

  /** The list may have moved on under the pointer; without a pointer nothing was pressed. */
  #clicked({ target, detail }) {
    const row = detail > 0 ? this.#pressed : this.#rowAt(target);
    if (row !== undefined) this.#choose(row);
  }

  #rowAt(target) {
    return this.#rows[Number(target.closest(".row")?.dataset.index)];
  }

  #paint() {
    if (this.#rowHeight === 0) return;
    const from = Math.max(0, this.#first - SPARE_ROWS);
    const count = Math.max(0, Math.min(this.#count, this.#last + SPARE_ROWS + 1) - from);
    while (this.#elements.length < count) this.#addElement();
    // A row keeps its element while it is in the window, so that scrolling fills few of them.
    const size = this.#elements.length;
    for (let index = from; index < from + size; index++) {
      const element = this.#elements[index % size];
      const row = index < from + count ? this.#rows[index] : undefined;
      element.hidden = row === undefined;
      if (row !== undefined) this.#place(element, row, index);
    }
    const active = this.#chosen === null ? -1 : indexOf(this.#rows, this.#chosen);
    const isShown = active >= from && active < from + count;
    if (isShown) this.#scroller.setAttribute("aria-activedescendant", `row-${active % size}`);
    else this.#scroller.removeAttribute("aria-activedescendant");
  }

  #place(element, row, index) {
    const isChosen = row === this.#chosen;
    fillRow(element, row, { isAll: this.#isAll });
    element.dataset.index = String(index);
    element.style.transform = `translateY(${index * this.#rowHeight}px)`;
    element.setAttribute("aria-posinset", String(index + 1));
    element.setAttribute("aria-setsize", String(this.#count));
    element.setAttribute("aria-selected", String(isChosen));
  }

  #addElement() {
    const element = makeRow();
    element.id = `row-${this.#elements.length}`;
    this.#elements.push(element);
    this.#sheet.append(element);
  }
}

/** Fills the names of the lanes into the head of the diagram. */
export function nameLanes(head, lifelines) {
  LANES.forEach((lane, nth) => {
    const name = make("span", { class: "lane-name" }, lane);
    const line = make("i", { class: lane === "Boundary" ? "lifeline wall" : "lifeline" });
    for (const element of [name, line]) element.style.setProperty("--lane", String(nth));
    head.append(name);
    lifelines.append(line);
  });
}

/** Finds a row by its number, as they are in order. */
function indexOf(rows, { nth }) {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle].nth < nth) low = middle + 1;
    else high = middle;
  }
  return rows[low]?.nth === nth ? low : -1;
}
