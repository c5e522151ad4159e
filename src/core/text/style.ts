import type { Color, Link, Span, Style } from "./spans.ts";

/** Tells whether two colours are the same; an absent one is the client's default. */
export function sameColor(a: Color | undefined, b: Color | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.kind === "palette") return b.kind === "palette" && a.index === b.index;
  return b.kind === "rgb" && a.red === b.red && a.green === b.green && a.blue === b.blue;
}

/** Tells whether two links lead to the same place; an absent one leads nowhere. */
export function sameLink(a: Link | undefined, b: Link | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.kind === "command") return b.kind === "command" && a.command === b.command;
  return b.kind === "url" && a.url === b.url;
}

/** Tells whether two styles look and behave the same. */
export function sameStyle(a: Style, b: Style): boolean {
  return a.bold === b.bold && a.underline === b.underline && a.italic === b.italic &&
    a.strike === b.strike && a.inverse === b.inverse && a.blink === b.blink &&
    sameColor(a.fg, b.fg) && sameColor(a.bg, b.bg) && sameLink(a.link, b.link);
}

/** Joins neighbours of the same style and drops empty spans. */
export function joinSpans(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    if (span.text === "") continue;
    const last = joined.at(-1);
    if (last !== undefined && sameStyle(last, span)) {
      joined[joined.length - 1] = { ...last, text: last.text + span.text };
    } else {
      joined.push(span);
    }
  }
  return joined;
}
