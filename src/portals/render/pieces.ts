import type { Link, Span, Style } from "../../core/text/spans.ts";
import { type LinkCodes, linkCodes, type LinkWays } from "./link_codes.ts";
import { linkRuns, type StyledText } from "./link_runs.ts";

/** A piece of the output. */
export interface Piece extends StyledText {
  /** It holds an address and must not be shortened. */
  readonly isVerbatim: boolean;
  /** Codes around the text, written in its style. */
  readonly before?: string;
  readonly after?: string;
}

/** Cuts spans into pieces; the address of a link that cannot be one stands after its label. */
export function toPieces(spans: readonly Span[], ways: LinkWays): readonly Piece[] {
  return linkRuns(spans).flatMap(({ link, parts }) => {
    if (link === undefined) return parts.map((part) => ({ ...part, isVerbatim: false }));
    const codes = linkCodes(link, ways);
    return codes === null ? labelPieces(link, parts) : linkedPieces(parts, codes);
  });
}

function labelPieces(link: Link, parts: readonly StyledText[]): readonly Piece[] {
  if (link.kind !== "url") return parts.map((part) => ({ ...part, isVerbatim: false }));
  const isVerbatim = parts.map(({ text }) => text).join("") === link.url;
  const label = parts.map((part) => ({ ...part, isVerbatim }));
  return isVerbatim ? label : [...label, { text: ` (${link.url})`, style: {}, isVerbatim: true }];
}

/** Makes each line of a label a link of its own: none may go on over the end of a line. */
function linkedPieces(parts: readonly StyledText[], codes: LinkCodes): readonly Piece[] {
  const lines: StyledText[][] = [[]];
  for (const { text, style } of parts) {
    for (const [nth, piece] of text.split("\n").entries()) {
      if (nth > 0) lines.push([]);
      if (piece !== "") lines.at(-1)?.push({ text: piece, style });
    }
  }
  return lines.flatMap((line, nth) => [
    ...(nth > 0 ? [{ text: "\n", style: {}, isVerbatim: false }] : []),
    ...line.map((part, at) => linkedPiece(part, at, { codes, count: line.length })),
  ]);
}

function linkedPiece(
  { text, style }: StyledText,
  at: number,
  { codes, count }: { readonly codes: LinkCodes; readonly count: number },
): Piece {
  const { before, after, isByPart } = codes;
  return {
    text,
    style: isByPart ? withoutUnderline(style) : style,
    isVerbatim: false,
    ...((isByPart || at === 0) && { before }),
    ...((isByPart || at === count - 1) && { after }),
  };
}

function withoutUnderline({ underline: _, ...style }: Style): Style {
  return style;
}
