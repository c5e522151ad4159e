import type { Block } from "../../core/text/blocks.ts";
import type { Span } from "../../core/text/spans.ts";

/**
 * Takes out the newline that ends the line of a table, a heading or a list: where those are shown
 * as elements, they end their line by themselves.
 */
export function besideBlocks(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block, nth): readonly Block[] => {
    if (block.kind !== "text") return [block];
    const spans = nth === 0 ? block.spans : withoutNewline(block.spans);
    return spans.length === 0 ? [] : [{ ...block, spans }];
  });
}

function withoutNewline([first, ...others]: readonly Span[]): readonly Span[] {
  if (first === undefined) return [];
  const text = first.text.replace(/^\n/, "");
  return text === "" ? others : [{ ...first, text }, ...others];
}
