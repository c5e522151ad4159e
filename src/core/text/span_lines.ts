import type { Span } from "./spans.ts";
import { displayWidth } from "./width.ts";

/** Cuts spans at their newlines. */
export function spanLines(spans: readonly Span[]): readonly (readonly Span[])[] {
  const lines: Span[][] = [[]];
  for (const span of spans) {
    for (const [nth, text] of span.text.split("\n").entries()) {
      if (nth > 0) lines.push([]);
      if (text !== "") lines.at(-1)?.push({ ...span, text });
    }
  }
  return lines;
}

/** Joins lines by newlines, which have no style. */
export function joinLines(lines: readonly (readonly Span[])[]): readonly Span[] {
  return lines.flatMap((line, nth) => nth === 0 ? line : [{ text: "\n" }, ...line]);
}

/** Returns the text under spans. */
export function textOf(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join("");
}

/** Returns how many columns a line takes. */
export function lineWidth(line: readonly Span[]): number {
  return displayWidth(textOf(line));
}
