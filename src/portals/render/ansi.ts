import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Span, Style } from "../../core/text/spans.ts";
import { linkRuns, type StyledText } from "./link_runs.ts";
import { type ColorDepth, SGR_DEFAULT, sgrChange, sgrState } from "./sgr.ts";

/** A way to show text on a terminal. */
export type RenderWay = "plain" | "ansi16" | "ansi256" | "truecolor" | "screenreader";

/** A piece of the output; a verbatim one holds an address and must not be shortened. */
interface Piece extends StyledText {
  readonly isVerbatim: boolean;
}

const RULING = /[=\-_*#~\u2500-\u257f]{4,}/g;

/**
 * Chooses how text is shown to a client.
 *
 * What the user wants comes before what the client can do; a client of which nothing is known gets
 * no codes, unlike in behaviour 10.4.5.
 */
export function renderWay(flags: ProtocolFlags): RenderWay {
  if (flags.screenReader) return "screenreader";
  if (flags.noColor) return "plain";
  if (flags.trueColor) return "truecolor";
  if (flags.xterm256) return "ansi256";
  return flags.ansi ? "ansi16" : "plain";
}

/**
 * Renders spans for a terminal.
 *
 * The result holds no control character but newline, tab and the SGR codes made here, and leaves
 * the client with its default style. An address is shown after its label, in brackets; a screen
 * reader is spared runs of four and more ruling characters (behaviour 10.4.4).
 *
 * @param way A {@link RenderWay}; any other is taken for `plain`.
 * @param spans What to render.
 */
export function renderAnsi(way: string, spans: readonly Span[]): string {
  const pieces = toPieces(spans);
  switch (way) {
    case "ansi16":
    case "ansi256":
    case "truecolor":
      return paint(pieces, way);
    case "screenreader":
      return withoutRulings(pieces);
    default:
      return pieces.map(({ text }) => text).join("");
  }
}

function toPieces(spans: readonly Span[]): readonly Piece[] {
  return linkRuns(spans).flatMap(({ link, parts }) => {
    if (link?.kind !== "url") return parts.map((part) => ({ ...part, isVerbatim: false }));
    const isVerbatim = parts.map(({ text }) => text).join("") === link.url;
    const label = parts.map((part) => ({ ...part, isVerbatim }));
    return isVerbatim ? label : [...label, { text: ` (${link.url})`, style: {}, isVerbatim: true }];
  });
}

function paint(pieces: readonly Piece[], depth: ColorDepth): string {
  let output = "";
  let state = SGR_DEFAULT;
  const write = (text: string, style: Style): void => {
    const next = sgrState(style, depth);
    output += sgrChange(state, next) + text;
    state = next;
  };
  for (const { text, style } of pieces) {
    if (text === "") continue;
    if (style.bg === undefined && !style.inverse) write(text, style);
    else writeByLine(text, style, write);
  }
  return output + sgrChange(state, SGR_DEFAULT);
}

// A line that ends while a background is on is filled with it to the edge by many clients.
function writeByLine(
  text: string,
  style: Style,
  write: (text: string, style: Style) => void,
): void {
  for (const part of text.split(/(\n+)/)) {
    if (part !== "") write(part, part.startsWith("\n") ? {} : style);
  }
}

// Rulings are looked for in joined text, as one may change its colour half way.
function withoutRulings(pieces: readonly Piece[]): string {
  let output = "";
  let pending = "";
  for (const { text, isVerbatim } of pieces) {
    if (isVerbatim) {
      output += pending.replace(RULING, "") + text;
      pending = "";
    } else {
      pending += text;
    }
  }
  return output + pending.replace(RULING, "");
}
