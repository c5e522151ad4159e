import type { Span } from "../../core/text/spans.ts";
import { parseMarkup } from "../../core/text/markup.ts";

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
  readonly #spans = new Map<string, readonly Span[]>();
  readonly #rendered = new Map<string, Map<string, unknown>>();

  /** Parses markup, once. */
  spans(markup: string): readonly Span[] {
    let spans = this.#spans.get(markup);
    if (spans === undefined) this.#spans.set(markup, spans = parseMarkup(markup));
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
    let ways = this.#rendered.get(way);
    if (ways === undefined) this.#rendered.set(way, ways = new Map());
    if (!ways.has(markup)) ways.set(markup, render(this.spans(markup)));
    return ways.get(markup) as T; // put there by the line above, under the same way
  }
}
