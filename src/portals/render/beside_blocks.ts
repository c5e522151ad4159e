import type { Block } from "../../core/text/blocks.ts";
import type { Span } from "../../core/text/spans.ts";

/**
 * Takes the newlines out that part a text from a table, a heading or a list beside it: where those
 * are shown as elements, they stand apart by themselves.
 */
export function besideBlocks(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block, nth): readonly Block[] => {
    if (block.kind !== "text") return [block];
    const isAfter = blocks[nth - 1] !== undefined;
    const isBefore = blocks[nth + 1] !== undefined;
    const spans = trimEnd(isAfter ? trimStart(block.spans) : block.spans, isBefore);
    return spans.length === 0 ? [] : [{ ...block, spans }];
  });
}

function trimStart([first, ...others]: readonly Span[]): readonly Span[] {
  if (first === undefined) return [];
  const text = first.text.replace(/^\n/, "");
  return text === "" ? others : [{ ...first, text }, ...others];
}

function trimEnd(spans: readonly Span[], isBefore: boolean): readonly Span[] {
  const last = spans.at(-1);
  if (!isBefore || last === undefined) return spans;
  const text = last.text.replace(/\n$/, "");
  return text === "" ? spans.slice(0, -1) : [...spans.slice(0, -1), { ...last, text }];
}
