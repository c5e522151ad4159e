import type { Span } from "../../core/text/spans.ts";
import type { Block } from "../../core/text/blocks.ts";
import { layOut } from "../../core/text/lay_out.ts";
import { parseBlocks } from "../../core/text/parse_blocks.ts";

/**
 * Renderings of one output message, made once per distinct way of showing it, however many
 * sessions receive it.
 *
 * @example One rendering for all who are shown it in the same way
 * ```ts
 * import { SharedRender } from "@vestibule/core/portal";
 * import assert from "node:assert/strict";
 *
 * const shared = new SharedRender();
 * let times = 0;
 * const shout = () => shared.render("shout", "|rhello|n", (spans) => {
 *   times += 1;
 *   return spans.map(({ text }) => text.toUpperCase()).join("");
 * });
 *
 * assert.deepEqual([shout(), shout(), times], ["HELLO", "HELLO", 1]);
 * ```
 */
export class SharedRender {
  readonly #blocks = new Map<string, readonly Block[]>();
  readonly #spans = new Map<string, readonly Span[]>();
  readonly #rendered = new Map<string, Map<string, unknown>>();
  #size = 0;

  /** How much was rendered: the length of the markup, once for each way, in UTF-16 code units. */
  get size(): number {
    return this.#size;
  }

  /** Parses markup, once. */
  blocks(markup: string): readonly Block[] {
    let blocks = this.#blocks.get(markup);
    if (blocks === undefined) this.#blocks.set(markup, blocks = parseBlocks(markup));
    return blocks;
  }

  /** Parses markup, once, and lays its tables and lists out for a window that is wide enough. */
  spans(markup: string): readonly Span[] {
    let spans = this.#spans.get(markup);
    if (spans === undefined) this.#spans.set(markup, spans = layOut(this.blocks(markup)));
    return spans;
  }

  /**
   * Renders markup in one way, once.
   *
   * @param way Names the renderer and everything its result depends on.
   * @param markup What to render.
   * @param render Makes the result from the parsed spans.
   */
  render<T>(way: string, markup: string, render: (spans: readonly Span[]) => T): T {
    return this.#once(way, markup, () => render(this.spans(markup)));
  }

  /**
   * Renders markup in one way, once, by one that lays its tables, headings and lists out itself.
   *
   * @param way Names the renderer and everything its result depends on.
   * @param markup What to render.
   * @param render Makes the result from the blocks.
   */
  renderBlocks<T>(way: string, markup: string, render: (blocks: readonly Block[]) => T): T {
    return this.#once(way, markup, () => render(this.blocks(markup)));
  }

  #once<T>(way: string, markup: string, render: () => T): T {
    let ways = this.#rendered.get(way);
    if (ways === undefined) this.#rendered.set(way, ways = new Map());
    if (!ways.has(markup)) {
      ways.set(markup, render());
      this.#size += markup.length;
    }
    return ways.get(markup) as T; // put there by the line above, under the same way
  }
}
