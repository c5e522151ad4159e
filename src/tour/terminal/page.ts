import { textOf } from "../../core/text/span_lines.ts";
import { displayWidth } from "../../core/text/width.ts";
import { wrapSpans } from "../../core/text/wrap.ts";
import type { Chapter, Claim } from "../chapter.ts";
import type { MultisessionMode } from "../tour_house.ts";
import type { EventLine } from "./event_line.ts";

/** What the tour is printed on. */
export interface PageOptions {
  /** How many columns it has. */
  readonly width: number;
  readonly color: boolean;
}

const MARGIN = "  ";
/** Columns for who says something to whom: `Client 1 → Portal  `. */
const WHO = 20;
/** Below so many columns, what is said stands under who says it. */
const NARROW = 60;
/** The widest that prose is set, since longer lines are hard to read. */
const PROSE = 88;

const STYLES = { title: "1", quiet: "2", client: "36", server: "35", good: "32", bad: "31" };

/** Sets the parts of the tour as lines for a terminal. */
export class TourPage {
  readonly #options: PageOptions;

  /** Creates a page. */
  constructor(options: PageOptions) {
    this.#options = options;
  }

  /** The beginning of a chapter: its number, title, and what is seen. */
  heading({ number, title, seen, modeSays }: Chapter, mode: MultisessionMode): string {
    const full = `${number}. ${title}${modeSays === undefined ? "" : `: mode ${mode}`}`;
    const lines = wrapped(full, this.#options.width);
    const rule = "─".repeat(Math.max(...lines.map(displayWidth)));
    const says = modeSays === undefined ? [] : ["", ...this.#prose(modeSays[mode])];
    const head = [...lines.map((line) => this.#paint(line, "title")), this.#paint(rule, "quiet")];
    return ["", ...head, "", ...this.#prose(seen.join(" ")), ...says].join("\n");
  }

  /** What is there when a chapter begins. */
  before(says: string): string {
    return ["", ...this.#prose(`Before: ${says}`).map((line) => this.#paint(line, "quiet"))]
      .join("\n");
  }

  /** What happens next. */
  step(says: string): string {
    return ["", ...this.#marked("▸", says).map((line) => this.#paint(line, "title")), ""].join(
      "\n",
    );
  }

  /** One thing that happened. */
  event({ from, to, isOverWall, text }: EventLine): string {
    const who = to === undefined ? from : `${from} ${isOverWall ? "⇒" : "→"} ${sideOf(to)}`;
    const style = isOverWall ? "quiet" : from.startsWith("Server") ? "server" : "client";
    const { width } = this.#options;
    const isNarrow = width < NARROW;
    const indent = MARGIN + " ".repeat(isNarrow ? 2 : WHO);
    const lines = wrapped(text, Math.max(1, width - indent.length)).map((line) =>
      isOverWall ? this.#paint(line, "quiet") : line
    );
    const head = MARGIN + this.#paint(who.padEnd(WHO), style);
    if (isNarrow) return [head.trimEnd(), ...lines.map((line) => indent + line)].join("\n");
    const [first = "", ...others] = lines;
    return [head + first, ...others.map((line) => indent + line)].join("\n");
  }

  /** Whether something was as the chapter says. */
  claim({ says, holds }: Claim): string {
    return this.#marked(holds ? "✓" : "✗", says).map((line) =>
      this.#paint(line, holds ? "good" : "bad")
    )
      .join("\n");
  }

  /** Prose behind a mark, under which nothing else stands. */
  #marked(mark: string, text: string): readonly string[] {
    const [first = "", ...others] = this.#prose(text, mark.length + 1);
    return [MARGIN + `${mark} ` + first.trimStart(), ...others];
  }

  #prose(text: string, indent = 0): readonly string[] {
    const lead = MARGIN + " ".repeat(indent);
    const width = Math.min(this.#options.width, PROSE) - lead.length;
    return wrapped(text, Math.max(1, width)).map((line) => lead + line);
  }

  #paint(text: string, style: keyof typeof STYLES): string {
    return this.#options.color ? `\x1b[${STYLES[style]}m${text}\x1b[0m` : text;
  }
}

function wrapped(text: string, width: number): readonly string[] {
  return textOf(wrapSpans([{ text }], width)).split("\n");
}

/** The number of the session stands beside who speaks. */
function sideOf(party: string): string {
  return party.split(" ")[0] ?? party;
}
