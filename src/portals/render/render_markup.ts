import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import { layOut } from "../../core/text/lay_out.ts";
import { renderAnsi, renderWay } from "./ansi.ts";
import { layoutFor } from "./layout_for.ts";
import { SharedRender } from "./shared_render.ts";

/** For whom markup is rendered. */
export interface RenderMarkupOptions {
  /** What is known of the client: of its colours and its window. Plain text when left out. */
  readonly flags?: ProtocolFlags;
  /** What `deliver` was given, so that sessions shown the same text the same way share it. */
  readonly shared?: SharedRender;
}

/**
 * Renders markup as text for a terminal: plain, with colours and links, or for a screen reader, as
 * the flags ask; wrapped, and its tables laid out, for the window that the flags tell of.
 *
 * @param markup The markup, as `deliver` and `disconnect` are given it.
 * @param options For whom.
 * @returns Text with `\n` between lines, and no control character but that, tab and the codes of
 * colours and links.
 *
 * @example Plain, and in colour
 * ```ts
 * import { renderMarkup } from "@vestibule/core/portal";
 * import assert from "node:assert/strict";
 *
 * assert.equal(renderMarkup("a |rred|n door"), "a red door");
 * assert.match(renderMarkup("a |rred|n door", { flags: { ansi: true } }), /a \x1b\[.*mred/);
 * ```
 */
export function renderMarkup(markup: string, options: RenderMarkupOptions = {}): string {
  const { flags = {}, shared = new SharedRender() } = options;
  const way = renderWay(flags);
  const layout = layoutFor(flags);
  return shared.renderBlocks(`markup ${way} ${layout.width}`, markup, (blocks) => {
    return renderAnsi(way, layOut(blocks, layout));
  });
}
