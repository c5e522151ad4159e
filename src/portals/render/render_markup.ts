import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import { wrapSpans } from "../../core/text/wrap.ts";
import { renderAnsi, renderWay } from "./ansi.ts";
import { SharedRender } from "./shared_render.ts";

/** For whom markup is rendered. */
export interface RenderMarkupOptions {
  /** What is known of the client: of its colours and its window. Plain text when left out. */
  readonly flags?: ProtocolFlags;
  /** What `deliver` was given, so that sessions shown the same text the same way share it. */
  readonly shared?: SharedRender;
}

/**
 * Renders markup as text for a terminal: plain, with colours, or for a screen reader, as the flags
 * ask; wrapped where the flags say that the window ends.
 *
 * @param markup The markup, as `deliver` and `disconnect` are given it.
 * @param options For whom.
 * @returns Text with `\n` between lines, and no control character but that, tab and colour codes.
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
  const width = flags.screenReader ? undefined : widthOf(flags);
  return shared.render(`markup ${way} ${width}`, markup, (spans) => {
    return renderAnsi(way, width === undefined ? spans : wrapSpans(spans, width));
  });
}

/** A window that nobody could read in is none. */
function widthOf({ screenWidth = 0 }: ProtocolFlags): number | undefined {
  return Number.isInteger(screenWidth) && screenWidth > 0 ? screenWidth : undefined;
}
