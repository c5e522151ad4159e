import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Span, Style } from "../../core/text/spans.ts";
import type { LinkWays } from "./link_codes.ts";
import { type Piece, toPieces } from "./pieces.ts";
import { RULING } from "./ruling.ts";
import { type ColorDepth, SGR_DEFAULT, sgrChange, sgrState } from "./sgr.ts";

/** How much a terminal shows of colours and marks. */
export type ColorWay = "plain" | ColorDepth | "screenreader";

/** A way to show text on a terminal, with the kinds of links it knows: `truecolor+osc8`. */
export type RenderWay = ColorWay | `${ColorWay}+${string}`;

// Locked, a client reads no tag but those that are announced as ours: text may hold any character.
const MXP_LOCK = "\x1b[7z";
const MXP_SPECIAL = /[<&]/;
const NO_LINKS: LinkWays = { mxp: false, osc8: false, osc8Send: false, mslp: false };

/**
 * Chooses how text is shown to a client.
 *
 * What the user wants comes before what the client can do; a client of which nothing is known gets
 * no codes, unlike in behaviour 10.4.5. A screen reader gets no links either: their codes would be
 * read out where they are not understood.
 */
export function renderWay(flags: ProtocolFlags): RenderWay {
  const color = colorWay(flags);
  if (color === "screenreader") return color;
  const hasMslp = flags.mslp === true && color !== "plain";
  return [
    color,
    ...(flags.mxp ? ["mxp"] : []),
    ...(flags.osc8 ? ["osc8"] : []),
    ...(flags.osc8Send ? ["osc8send"] : []),
    ...(hasMslp ? ["mslp"] : []),
  ].join("+") as RenderWay; // its first part is a ColorWay
}

function colorWay(flags: ProtocolFlags): ColorWay {
  if (flags.screenReader) return "screenreader";
  if (flags.noColor) return "plain";
  if (flags.trueColor) return "truecolor";
  if (flags.xterm256) return "ansi256";
  return flags.ansi ? "ansi16" : "plain";
}

/**
 * Renders spans for a terminal.
 *
 * The result holds no control character but newline, tab and the codes made here, and leaves the
 * client with its default style. The address of a link that the client cannot show as one stands
 * after its label, in brackets; a screen reader is spared box drawing, and runs of four and more
 * ruling characters (behaviour 10.4.4).
 *
 * @param way A {@link RenderWay}; any other is taken for `plain`.
 * @param spans What to render.
 */
export function renderAnsi(way: string, spans: readonly Span[]): string {
  const [color, ...names] = way.split("+");
  const links = linkWays(names);
  const shown = renderColor(color, spans, links);
  return links.mxp && MXP_SPECIAL.test(shown) ? MXP_LOCK + shown : shown;
}

function renderColor(
  color: string | undefined,
  spans: readonly Span[],
  links: LinkWays,
): string {
  switch (color) {
    case "ansi16":
    case "ansi256":
    case "truecolor":
      return paint(toPieces(spans, links), color);
    case "screenreader":
      return withoutRulings(toPieces(spans, NO_LINKS));
    default:
      return toPieces(spans, links)
        .map(({ before = "", text, after = "" }) => before + text + after).join("");
  }
}

function linkWays(names: readonly string[]): LinkWays {
  return {
    mxp: names.includes("mxp"),
    osc8: names.includes("osc8"),
    osc8Send: names.includes("osc8send"),
    mslp: names.includes("mslp"),
  };
}

function paint(pieces: readonly Piece[], depth: ColorDepth): string {
  let output = "";
  let state = SGR_DEFAULT;
  const write = (text: string, style: Style): void => {
    const next = sgrState(style, depth);
    output += sgrChange(state, next) + text;
    state = next;
  };
  for (const { text, style, before = "", after = "" } of pieces) {
    if (text === "") continue;
    const isLink = before !== "" || after !== "";
    if (isLink || (style.bg === undefined && !style.inverse)) write(before + text + after, style);
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
