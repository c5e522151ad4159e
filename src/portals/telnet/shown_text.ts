import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Span } from "../../core/text/spans.ts";
import { layOut } from "../../core/text/lay_out.ts";
import { layoutFor } from "../render/layout_for.ts";
import type { SharedRender } from "../render/shared_render.ts";
import { encodeText } from "./encode.ts";

/** How styled text becomes a terminal's text. */
export interface TextRenderer {
  /** Names the way in which a client with these flags is shown text. */
  readonly way: (flags: ProtocolFlags) => string;
  /** Renders spans in one of the ways; lines are separated by `\n`. */
  readonly render: (way: string, spans: readonly Span[]) => string;
}

/** Where and how markup is rendered. */
export interface ShownTextOptions {
  readonly renderer: TextRenderer;
  readonly flags: ProtocolFlags;
  readonly shared: SharedRender;
}

/**
 * Encodes markup as whole lines for the wire, once for all sessions shown text the same way.
 *
 * Lines are broken between words where the client said that its window ends, as a terminal breaks
 * them within words. A screen reader is spared that: it reads lines, and has no window.
 */
export function encodeLines(markup: string, options: ShownTextOptions): Uint8Array {
  const { renderer, flags, shared } = options;
  const way = renderer.way(flags);
  const layout = layoutFor(flags);
  return shared.renderBlocks(`telnet lines ${way} ${layout.width}`, markup, (blocks) => {
    const lines = layOut(blocks, layout);
    const end = lines.at(-1)?.text.endsWith("\n") ? "" : "\n";
    return encodeText(renderer.render(way, lines) + end);
  });
}

/** Encodes markup as a prompt for the wire: without the line ends it may have at its end. */
export function encodePrompt(markup: string, options: ShownTextOptions): Uint8Array {
  const { renderer, flags, shared } = options;
  const way = renderer.way(flags);
  return shared.render(
    `telnet prompt ${way}`,
    markup,
    (spans) => encodeText(renderer.render(way, withoutLineEnds(spans))),
  );
}

function withoutLineEnds(spans: readonly Span[]): readonly Span[] {
  const last = spans.at(-1);
  if (last === undefined) return spans;
  const text = last.text.replace(/\n+$/, "");
  if (text === "") return withoutLineEnds(spans.slice(0, -1));
  return [...spans.slice(0, -1), { ...last, text }];
}
