import type { Block, BlockPart, ListLayout } from "../../core/text/blocks.ts";
import type { Color, Link, Span, Style } from "../../core/text/spans.ts";
import { besideBlocks } from "./beside_blocks.ts";
import { channel, hexOf } from "./colors.ts";
import { linkRuns, type StyledText } from "./link_runs.ts";

/** A colour for the web page: `#rrggbb`, or an index into xterm's palette of 256. */
export type JsonColor = string | number;

/**
 * A span as the web page receives it; absent fields are the page's defaults.
 *
 * The page sets these as text and properties: nothing in it is markup of any kind.
 */
export interface JsonSpan {
  /** The text, whose only control characters are newline and tab. */
  readonly t: string;
  /** The foreground. */
  readonly f?: JsonColor;
  /** The background. */
  readonly b?: JsonColor;
  /** Letters, in this order: `b`old, `u`nderline, `i`talic, `s`trike, in`v`erse, blin`k`. */
  readonly s?: string;
  /** The command that choosing the text types. */
  readonly c?: string;
  /** The address that choosing the text opens: web, mail or telnet only. */
  readonly u?: string;
}

/**
 * A table, a heading or a list as the web page receives it: each of its parts is spans again.
 *
 * @see {@link JsonSpan}
 */
export type JsonBlock =
  | { readonly table: readonly (readonly JsonSpan[])[][]; readonly head: readonly JsonSpan[][] }
  | { readonly heading: readonly JsonSpan[]; readonly level: number }
  | { readonly list: readonly JsonSpan[][]; readonly layout: ListLayout };

/** Renders blocks for our own web page; what follows a block needs no newline before it. */
export function renderJsonBlocks(blocks: readonly Block[]): readonly (JsonSpan | JsonBlock)[] {
  return besideBlocks(blocks).flatMap((block): readonly (JsonSpan | JsonBlock)[] => {
    switch (block.kind) {
      case "text":
        return renderJson(block.spans);
      case "heading":
        return [{ heading: renderJson(block.spans), level: block.level }];
      case "list":
        return [{ list: jsonParts(block.items), layout: block.layout }];
      case "table":
        return [{ table: block.rows.map(jsonParts), head: jsonParts(block.head) }];
    }
  });
}

function jsonParts(parts: readonly BlockPart[]): JsonSpan[][] {
  return parts.map(({ spans }) => [...renderJson(spans)]);
}

/** Renders spans for our own web page. */
export function renderJson(spans: readonly Span[]): readonly JsonSpan[] {
  return linkRuns(spans).flatMap(({ link, parts }) =>
    parts.filter(({ text }) => text !== "").map((part) => jsonSpan(part, link))
  );
}

function jsonSpan({ text, style }: StyledText, link: Link | undefined): JsonSpan {
  const letters = styleLetters(style);
  return {
    t: text,
    ...(style.fg !== undefined && { f: jsonColor(style.fg) }),
    ...(style.bg !== undefined && { b: jsonColor(style.bg) }),
    ...(letters !== "" && { s: letters }),
    ...(link?.kind === "command" && { c: link.command }),
    ...(link?.kind === "url" && { u: link.url }),
  };
}

function styleLetters(style: Style): string {
  return (style.bold ? "b" : "") + (style.underline ? "u" : "") + (style.italic ? "i" : "") +
    (style.strike ? "s" : "") + (style.inverse ? "v" : "") + (style.blink ? "k" : "");
}

function jsonColor(color: Color): JsonColor {
  return color.kind === "rgb" ? hexOf(color) : channel(color.index);
}
