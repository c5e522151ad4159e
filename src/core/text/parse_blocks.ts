import type { Block, BlockPart, HeadingLevel, ListLayout } from "./blocks.ts";
import { stripControls } from "./controls.ts";
import { applyTag, BLANK_PEN, penStyle } from "./pen.ts";
import type { Link, Span } from "./spans.ts";
import { joinSpans } from "./style.ts";
import { type Token, tokenize } from "./tokens.ts";

/** A cell or an item that is being read. */
interface OpenPart {
  readonly spans: Span[];
  spoken: Span[] | null;
}

/** A block that is being read: its rows, of which the head is one. */
interface OpenBlock {
  readonly mark: string;
  readonly rows: { readonly isHead: boolean; readonly parts: OpenPart[] }[];
}

const LIST_LAYOUTS: ReadonlyMap<string, ListLayout> = new Map([
  ["u", "bullets"],
  ["o", "numbers"],
  ["c", "columns"],
  ["m", "choices"],
]);
const HEADING_LEVELS: ReadonlyMap<string, HeadingLevel> = new Map([["1", 1], ["2", 2], ["3", 3]]);

/**
 * Parses markup into blocks: texts, tables, headings and lists. See `parseMarkup` for the tags.
 *
 * Every mark ends what styles and links were open. A mark that stands where it means nothing is
 * left out; a block that does not end goes on to the end of the text.
 */
export function parseBlocks(markup: string): readonly Block[] {
  const reader = new BlockReader();
  for (const token of tokenize(stripControls(markup))) reader.read(token);
  return reader.end();
}

class BlockReader {
  readonly #blocks: Block[] = [];
  #text: Span[] = [];
  #open: OpenBlock | null = null;
  #pen = BLANK_PEN;
  #link: Link | null = null;

  read(token: Token): void {
    switch (token.kind) {
      case "text":
        this.#target().push({ ...penStyle(this.#pen, this.#link), text: token.text });
        break;
      case "style":
        this.#pen = applyTag(this.#pen, token.tag);
        break;
      case "link":
        this.#link = token.link;
        break;
      case "unlink":
        this.#link = null;
        break;
      case "block":
        this.#mark(token.mark);
    }
  }

  end(): readonly Block[] {
    this.#endBlock();
    this.#endText();
    return this.#blocks;
  }

  #mark(mark: string): void {
    if (this.#open !== null || isStart(mark)) {
      this.#pen = BLANK_PEN;
      this.#link = null;
    }
    if (this.#open === null) return this.#start(mark);
    if (isStart(mark)) {
      this.#endBlock();
      return this.#start(mark);
    }
    if (mark === "e") return this.#endBlock();
    if (mark === "h" || mark === "r") this.#open.rows.push({ isHead: mark === "h", parts: [] });
    else if (mark === "a") this.#part(this.#open).spoken = [];
    else this.#row(this.#open).push({ spans: [], spoken: null });
  }

  #start(mark: string): void {
    if (!isStart(mark)) return;
    this.#endText();
    this.#open = { mark, rows: [] };
  }

  #target(): Span[] {
    if (this.#open === null) return this.#text;
    const part = this.#part(this.#open);
    return part.spoken ?? part.spans;
  }

  #row({ rows }: OpenBlock): OpenPart[] {
    const row = rows.at(-1) ?? { isHead: false, parts: [] };
    if (rows.length === 0) rows.push(row);
    return row.parts;
  }

  #part(open: OpenBlock): OpenPart {
    const row = this.#row(open);
    const part = row.at(-1) ?? { spans: [], spoken: null };
    if (row.length === 0) row.push(part);
    return part;
  }

  #endText(): void {
    const spans = joinSpans(this.#text);
    if (spans.length > 0) this.#blocks.push({ kind: "text", spans });
    this.#text = [];
  }

  #endBlock(): void {
    if (this.#open !== null) this.#blocks.push(closed(this.#open));
    this.#open = null;
  }
}

function isStart(mark: string): boolean {
  return mark === "t" || LIST_LAYOUTS.has(mark) || HEADING_LEVELS.has(mark);
}

function closed({ mark, rows }: OpenBlock): Block {
  const parts = rows.flatMap((row) => row.parts.map(closedPart));
  const level = HEADING_LEVELS.get(mark);
  if (level !== undefined) {
    return { kind: "heading", level, spans: joinSpans(parts.flatMap(({ spans }) => spans)) };
  }
  const layout = LIST_LAYOUTS.get(mark);
  if (layout !== undefined) return { kind: "list", layout, items: parts };
  return {
    kind: "table",
    head: rows.filter(({ isHead }) => isHead).flatMap((row) => row.parts.map(closedPart)),
    rows: rows.filter(({ isHead }) => !isHead).map((row) => row.parts.map(closedPart)),
  };
}

function closedPart({ spans, spoken }: OpenPart): BlockPart {
  return { spans: joinSpans(spans), ...(spoken !== null && { spoken: joinSpans(spoken) }) };
}
