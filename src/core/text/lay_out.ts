import type { Block, HeadingBlock } from "./blocks.ts";
import { layOutList } from "./lay_out_list.ts";
import { layOutTable } from "./lay_out_table.ts";
import { spokenList, spokenTable } from "./spoken_blocks.ts";
import type { Span } from "./spans.ts";
import { joinSpans } from "./style.ts";
import { wrapSpans } from "./wrap.ts";

/** For whom blocks are laid out. */
export interface Layout {
  /** Columns of the window; lines are wrapped there. Unknown when left out. */
  readonly width?: number | undefined;
  /** For the eye, in columns, or for the ear, in sentences; for the eye when left out. */
  readonly form?: "seen" | "spoken";
}

const WHITE = { kind: "palette", index: 15 } as const;

/**
 * Lays blocks out as lines of text. A block begins and ends a line, whatever stands beside it.
 *
 * @param blocks What to lay out.
 * @param layout For whom. Nothing is wrapped for the ear, which has no window.
 */
export function layOut(blocks: readonly Block[], layout: Layout = {}): readonly Span[] {
  const spans: Span[] = [];
  let wasBlock = false;
  for (const block of blocks) {
    const laid = layOutBlock(block, layout);
    if (laid.length === 0) continue;
    const isBlock = block.kind !== "text";
    if ((isBlock && isMidLine(spans)) || (wasBlock && startsMidLine(laid))) {
      spans.push({ text: "\n" });
    }
    spans.push(...laid);
    wasBlock = isBlock;
  }
  return joinSpans(spans);
}

function layOutBlock(block: Block, layout: Layout): readonly Span[] {
  const isSpoken = layout.form === "spoken";
  switch (block.kind) {
    case "text":
      return wrapped(block.spans, layout);
    case "heading":
      return isSpoken ? block.spans : wrapped(headingSpans(block), layout);
    case "table":
      return isSpoken ? spokenTable(block) : layOutTable(block, layout.width);
    case "list":
      return isSpoken ? spokenList(block) : layOutList(block, layout.width);
  }
}

function wrapped(spans: readonly Span[], { width, form }: Layout): readonly Span[] {
  return width === undefined || form === "spoken" ? spans : wrapSpans(spans, width);
}

function headingSpans({ spans, level }: HeadingBlock): readonly Span[] {
  return spans.map((span): Span => {
    if (level === 3) return { bold: true, ...span };
    return { fg: WHITE, ...(level === 1 && { underline: true }), ...span };
  });
}

function isMidLine(spans: readonly Span[]): boolean {
  const last = spans.at(-1);
  return last !== undefined && !last.text.endsWith("\n");
}

function startsMidLine([first]: readonly Span[]): boolean {
  return first !== undefined && !first.text.startsWith("\n");
}
