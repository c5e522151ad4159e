import { linkTo } from "./links.ts";
import type { Link } from "./spans.ts";

/**
 * A piece of markup: text to show, a change of style, the two ends of a link's label, or a mark that
 * structures a block, of which `mark` is the last letter.
 *
 * A link that may not be followed is `null`: its label is shown as text.
 */
export type Token =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "style"; readonly tag: string }
  | { readonly kind: "link"; readonly link: Link | null; readonly source: string }
  | { readonly kind: "unlink" }
  | { readonly kind: "block"; readonly mark: string };

/** A stretch of markup as typed; `tag` is what follows the pipe, or `null` for text. */
interface Piece {
  readonly source: string;
  readonly tag: string | null;
}

/** Where links are: the start of each label by the start of its link, and where labels end. */
interface LinkPlaces {
  readonly labels: ReadonlyMap<number, number>;
  readonly ends: ReadonlySet<number>;
}

const TAG = new RegExp(
  "\\|(?:" + [
    "[|nhHuUiIsS*^/_>-]",
    "\\[?[xrgybmcwXRGYBMCW]",
    "![XRGYBMCW]",
    "\\[?[0-5]{3}",
    "\\[?=[a-z]",
    "\\[?#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})",
    "l[cute]",
    "lb[thrdauocmi123e]",
  ].join("|") + ")",
  "g",
);

const TEXT_TAGS: ReadonlyMap<string, string> = new Map([
  ["|", "|"],
  ["/", "\n"],
  ["-", "\t"],
  ["_", " "],
  [">", "    "],
]);

/**
 * Cuts markup into tokens (behaviours 10.4.1 to 10.4.3), in time linear in its length.
 *
 * An unknown tag, a lone pipe and an incomplete link are text. A link is an opening tag, `|lt` and
 * `|le` with no other link tag in between.
 *
 * @param markup What to cut, free of control characters.
 */
export function tokenize(markup: string): readonly Token[] {
  const pieces = cut(markup);
  const { labels, ends } = findLinks(pieces);
  const tokens: Token[] = [];
  let next = 0;
  for (const [at, piece] of pieces.entries()) {
    if (at < next) continue;
    const label = labels.get(at) ?? at;
    next = label + 1;
    if (label > at) tokens.push(linkToken(pieces.slice(at, next)));
    else tokens.push(ends.has(at) ? { kind: "unlink" } : plainToken(piece));
  }
  return tokens;
}

function cut(markup: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: source, index } of markup.matchAll(TAG)) {
    if (index > end) pieces.push({ source: markup.slice(end, index), tag: null });
    pieces.push({ source, tag: source.slice(1) });
    end = index + source.length;
  }
  if (end < markup.length) pieces.push({ source: markup.slice(end), tag: null });
  return pieces;
}

function findLinks(pieces: readonly Piece[]): LinkPlaces {
  const labels = new Map<number, number>();
  const ends = new Set<number>();
  const places = pieces.flatMap(({ tag }, at) => isLinkTag(tag) ? [{ tag, at }] : []);
  for (const [nth, start] of places.entries()) {
    const [label, end] = [places[nth + 1], places[nth + 2]];
    if (start.tag !== "lc" && start.tag !== "lu") continue;
    if (label?.tag !== "lt" || end?.tag !== "le") continue;
    labels.set(start.at, label.at);
    ends.add(end.at);
  }
  return { labels, ends };
}

function isLinkTag(tag: string | null): boolean {
  return tag !== null && tag.startsWith("l");
}

function linkToken(pieces: readonly Piece[]): Token {
  const target = pieces.slice(1, -1).map(({ tag, source }) => tag === "|" ? "|" : source).join("");
  return {
    kind: "link",
    link: linkTo(pieces[0]?.tag === "lu" ? "lu" : "lc", target),
    source: pieces.map(({ source }) => source).join(""),
  };
}

function plainToken({ tag, source }: Piece): Token {
  if (tag?.startsWith("lb")) return { kind: "block", mark: tag.slice(2) };
  if (tag === null || isLinkTag(tag)) return { kind: "text", text: source };
  const text = TEXT_TAGS.get(tag);
  return text === undefined ? { kind: "style", tag } : { kind: "text", text };
}
