import { displayWidth } from "../../core/text/width.ts";
import type { EditedText } from "./edit_buffer.ts";

/** Codes that a terminal shows nothing of: colours, and the two ends of a link (OSC 8). */
// deno-lint-ignore no-control-regex -- they are what is looked for
const INVISIBLE = /\x1b\[[0-9;]*m|\x1b\]8;[^\x07\x1b]*(?:\x07|\x1b\\)/g;
const SEGMENTER = new Intl.Segmenter("und", { granularity: "grapheme" });
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const BEGINS_WITH_ASCII = /^[\x20-\x7e]/;
/** How many widths are remembered, so that no key takes long, whatever was typed. */
const MAX_WIDTHS = 2000;
const CLEAR_DOWN = "\x1b[J";
const CLEAR_SCREEN = "\x1b[H\x1b[2J";

interface Place {
  readonly row: number;
  readonly column: number;
}

const START: Place = { row: 0, column: 0 };

/** What stands on the screen. */
interface Drawn extends EditedText {
  readonly prompt: string;
  /** Where the cursor is, seen from the first row of what is drawn. */
  readonly at: Place;
}

/**
 * Draws a prompt and the line being edited behind it, over as many rows as they take: text for the
 * terminal out, nothing read from it.
 */
export class LineDisplay {
  readonly #widths = new Map<string, number>();
  #width: number;
  #drawn: Drawn | undefined;

  /**
   * Creates a display of which nothing is drawn; the cursor is at the start of a row.
   *
   * @param width Columns of the window.
   */
  constructor(width: number) {
    this.#width = width;
  }

  /** Whether anything is drawn. */
  get isDrawn(): boolean {
    return this.#drawn !== undefined;
  }

  /** Takes a new width; what is drawn was folded anew by the terminal. */
  resize(width: number): void {
    this.#width = width;
    if (this.#drawn === undefined) return;
    const { prompt, text, cursor } = this.#drawn;
    this.#drawn = { ...this.#drawn, at: this.#placeOf(prompt + text.slice(0, cursor)) };
  }

  /** Returns what shows this instead of what is drawn; nothing when that is the same. */
  draw(prompt: string, { text, cursor }: EditedText): string {
    const drawn = this.#drawn;
    if (drawn?.prompt === prompt && drawn.text === text && drawn.cursor === cursor) return "";
    const isMore = drawn !== undefined && drawn.prompt === prompt && cursor === text.length &&
      drawn.cursor === drawn.text.length && text.startsWith(drawn.text);
    if (isMore) return this.#drawMore(drawn, text);
    const at = this.#placeOf(prompt + text.slice(0, cursor));
    const end = this.#placeOf(text.slice(cursor), at);
    this.#drawn = { prompt, text, cursor, at };
    return eraseFrom(drawn) + prompt + text + fold(end) + this.#move(end, at);
  }

  /** Returns what takes away all that is drawn. */
  erase(): string {
    const drawn = this.#drawn;
    this.#drawn = undefined;
    return eraseFrom(drawn);
  }

  /** Returns what leaves the line where it is and goes to the start of the next row. */
  leave(): string {
    const drawn = this.#drawn;
    this.#drawn = undefined;
    if (drawn === undefined) return "\r\n";
    const end = this.#placeOf(drawn.prompt + drawn.text);
    const isFolded = end.column === 0 && end.row > 0;
    return this.#move(drawn.at, end) + (isFolded ? "" : "\r\n");
  }

  /** Returns what clears the window; nothing is drawn then. */
  clear(): string {
    this.#drawn = undefined;
    return CLEAR_SCREEN;
  }

  #drawMore(drawn: Drawn, text: string): string {
    const more = text.slice(drawn.text.length);
    // Any other character may become one with the last.
    const isApart = BEGINS_WITH_ASCII.test(more);
    const at = isApart ? this.#placeOf(more, drawn.at) : this.#placeOf(drawn.prompt + text);
    this.#drawn = { ...drawn, text, cursor: text.length, at };
    return more + fold(at);
  }

  /** Where the cursor stands after a text that begins at a place. */
  #placeOf(shown: string, from: Place = START): Place {
    const visible = shown.replace(INVISIBLE, "");
    const width = this.#width;
    if (PRINTABLE_ASCII.test(visible)) {
      const columns = from.column + visible.length;
      return { row: from.row + Math.floor(columns / width), column: columns % width };
    }
    let { row, column } = from;
    for (const { segment } of SEGMENTER.segment(visible)) {
      const columns = this.#widthOf(segment);
      if (column + columns > width) {
        row++;
        column = 0;
      }
      column += columns;
    }
    return column >= width ? { row: row + 1, column: 0 } : { row, column };
  }

  #widthOf(grapheme: string): number {
    const known = this.#widths.get(grapheme);
    if (known !== undefined) return known;
    if (this.#widths.size >= MAX_WIDTHS) this.#widths.clear();
    const width = displayWidth(grapheme);
    this.#widths.set(grapheme, width);
    return width;
  }

  #move(from: Place, to: Place): string {
    const rows = to.row - from.row;
    if (rows === 0 && from.column === to.column) return "";
    const vertical = rows === 0 ? "" : `\x1b[${Math.abs(rows)}${rows < 0 ? "A" : "B"}`;
    return `${vertical}\r${to.column === 0 ? "" : `\x1b[${to.column}C`}`;
  }
}

/** A terminal goes to the next row when the next character comes; the cursor is to be there now. */
function fold(end: Place): string {
  return end.column === 0 && end.row > 0 ? "\r\n" : "";
}

function eraseFrom(drawn: Drawn | undefined): string {
  if (drawn === undefined) return "";
  const { row, column } = drawn.at;
  if (row === 0 && column === 0 && drawn.prompt + drawn.text === "") return "";
  return `\r${row === 0 ? "" : `\x1b[${row}A`}${CLEAR_DOWN}`;
}
