import type { Color, Link, Span, Style } from "../../core/text/spans.ts";
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
