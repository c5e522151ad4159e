import { blockElement, isBlock } from "./blocks.js";
import { createPainter } from "./color.js";
import { textOf } from "./text_of.js";

/** Schemes that a link may open. */
const SAFE_URL = /^(?:https?|telnets?|mailto):/i;

/** How near the end still counts as the end, in pixels. */
const END_SLACK = 24;

/** @typedef {{ t: string, f?: string | number, b?: string | number, s?: string,
 *   c?: string, u?: string }} Span */

/** The scroll-back: lines of text, of which the oldest go when there are too many. */
export class Output {
  #scroller;
  #lines;
  #newer;
  #run;
  #say;
  #maxLines;
  #paint = createPainter();
  #waiting = [];
  #isAtEnd = true;

  /**
   * @param {{ scroller: HTMLElement, lines: HTMLElement, newer: HTMLButtonElement,
   *   maxLines: number, run(command: string): void, say(text: string): void }} parts `say` is told
   *   what is added, but for what the user typed.
   */
  constructor({ scroller, lines, newer, maxLines, run, say }) {
    this.#scroller = scroller;
    this.#lines = lines;
    this.#newer = newer;
    this.#maxLines = maxLines;
    this.#run = run;
    this.#say = say;
    scroller.addEventListener("scroll", () => this.#scrolled());
    newer.addEventListener("click", () => this.toEnd());
  }

  /**
   * Adds a message, as one line or more, with its tables, headings and lists.
   * @param {readonly (Span | import("./blocks.js").Block)[]} parts
   */
  add(parts) {
    let spans = [];
    for (const part of parts) {
      if (!isBlock(part)) {
        spans.push(part);
        continue;
      }
      this.#addLines(spans);
      spans = [];
      this.#tell(blockElement(part, (shown) => this.#pieces(shown)));
    }
    if (spans.length > 0 || parts.length === 0) this.#addLines(spans, "keepEmpty");
  }

  #addLines(spans, keep) {
    if (spans.length === 0 && keep === undefined) return;
    for (const line of splitLines(spans)) this.#tell(this.#line(line, "line"));
  }

  /** Adds what the page itself has to say. */
  note(text) {
    this.#tell(this.#line([{ t: text }], "line note"));
  }

  /** Adds what the user typed; they know it, so it is not read out. */
  echo(prompt, text) {
    const line = this.#line([...prompt, { t: text }], "line echo");
    line.setAttribute("aria-hidden", "true");
    this.#push(line);
  }

  /** Replaces what an element shows by spans. */
  show(element, spans) {
    element.replaceChildren(...this.#pieces(spans));
  }

  /** Goes to the newest line. */
  toEnd() {
    this.#isAtEnd = true;
    this.#newer.hidden = true;
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  /** Goes to the oldest line. */
  toStart() {
    this.#scroller.scrollTop = 0;
  }

  /** Scrolls by so many pages; negative is back. */
  page(pages) {
    this.#scroller.scrollBy({ top: pages * this.#scroller.clientHeight * 0.9 });
  }

  /** Keeps the end in sight when the room for it changes. */
  resized() {
    if (this.#isAtEnd) this.toEnd();
  }

  #tell(line) {
    this.#say(textOf([line]));
    this.#push(line);
  }

  /** Collects lines until the next frame: one layout for all of them, however many come. */
  #push(line) {
    if (this.#waiting.push(line) > this.#maxLines) this.#waiting.shift();
    if (this.#waiting.length > 1) return;
    if (document.hidden) setTimeout(() => this.#flush());
    else requestAnimationFrame(() => this.#flush());
  }

  #flush() {
    this.#lines.append(...this.#waiting);
    this.#waiting = [];
    this.#trim();
    if (this.#isAtEnd) this.toEnd();
    else this.#newer.hidden = false;
  }

  /** Removes a tenth at once: each removal moves all that is left, which must be laid out anew. */
  #trim() {
    if (this.#lines.childElementCount <= this.#maxLines) return;
    const range = document.createRange();
    range.setStart(this.#lines, 0);
    range.setEnd(this.#lines, this.#lines.childElementCount - Math.ceil(this.#maxLines * 0.9));
    range.deleteContents();
  }

  #scrolled() {
    const { scrollTop, clientHeight, scrollHeight } = this.#scroller;
    this.#isAtEnd = scrollTop + clientHeight >= scrollHeight - END_SLACK;
    if (this.#isAtEnd) this.#newer.hidden = true;
  }

  #line(spans, className) {
    const line = document.createElement("div");
    line.className = className;
    line.append(...this.#pieces(spans));
    return line;
  }

  /** Makes the elements of a line; neighbours with the same target are one link. */
  #pieces(spans) {
    const pieces = [];
    let link = null;
    for (const span of spans) {
      const target = span.c ?? span.u;
      if (target === undefined) link = null;
      else if (link?.target !== target) {
        link = { target, element: this.#link(span) };
        pieces.push(link.element);
      }
      if (link === null) pieces.push(this.#text(span));
      else link.element.append(this.#text(span));
    }
    return pieces;
  }

  #link(span) {
    if (span.c !== undefined) return this.#commandLink(span.c);
    const link = document.createElement(SAFE_URL.test(span.u) ? "a" : "span");
    if (link instanceof HTMLAnchorElement) {
      Object.assign(link, { href: span.u, target: "_blank", rel: "noopener noreferrer" });
    }
    return link;
  }

  #commandLink(command) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "command";
    button.title = command;
    button.addEventListener("click", () => this.#run(command));
    return button;
  }

  #text(span) {
    const element = document.createElement("span");
    element.textContent = span.t;
    const paints = this.#paint(span);
    setColor(element, "fg", paints, "foreground");
    setColor(element, "bg", paints, "background");
    for (const letter of span.s ?? "") element.classList.add(`s-${letter}`);
    return element;
  }
}

/** Sets a colour of each theme through the CSSOM, which the content security policy allows. */
function setColor(element, ground, paints, part) {
  if (paints.dark[part] === null) return; // then it is none in all of them
  element.classList.add(ground);
  for (const [theme, painted] of Object.entries(paints)) {
    element.style.setProperty(`--${ground}-${theme}`, painted[part]);
  }
}

/** Cuts spans at their newlines; one newline at the very end makes no empty line. */
export function splitLines(spans) {
  const lines = [[]];
  for (const span of spans) {
    const [first, ...others] = span.t.split("\n");
    if (first !== "") lines.at(-1).push({ ...span, t: first });
    for (const text of others) lines.push(text === "" ? [] : [{ ...span, t: text }]);
  }
  if (lines.length > 1 && lines.at(-1).length === 0) lines.pop();
  return lines;
}
