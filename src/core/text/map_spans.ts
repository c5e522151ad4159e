import type { Block, BlockPart } from "./blocks.ts";
import type { Span } from "./spans.ts";

/** Returns the blocks with each span of theirs changed. */
export function mapSpans(
  blocks: readonly Block[],
  change: (span: Span) => Span,
): readonly Block[] {
  const part = ({ spans, spoken }: BlockPart): BlockPart => ({
    spans: spans.map(change),
    ...(spoken !== undefined && { spoken: spoken.map(change) }),
  });
  return blocks.map((block): Block => {
    switch (block.kind) {
      case "text":
      case "heading":
        return { ...block, spans: block.spans.map(change) };
      case "list":
        return { ...block, items: block.items.map(part) };
      case "table":
        return {
          ...block,
          head: block.head.map(part),
          rows: block.rows.map((row) => row.map(part)),
        };
    }
  });
}
