import { layOut } from "./lay_out.ts";
import { parseBlocks } from "./parse_blocks.ts";
import type { Span } from "./spans.ts";

/**
 * Parses markup into styled spans (behaviours 10.4.1 to 10.4.3).
 *
 * | tag | means |
 * | --- | --- |
 * | `\|\|` | one pipe |
 * | `\|n` | back to the client's default |
 * | `\|r` … `\|x`, `\|R` … `\|X` | bright and normal foreground: r g y b m c w x |
 * | `\|!R` … `\|!X` | foreground, as bright as before |
 * | `\|[r` … `\|[X` | bright and normal background |
 * | `\|520`, `\|=k`, `\|#f80`, `\|#ff8800` | foreground by levels 0-5, grey a-z, or hex digits |
 * | `\|[520`, `\|[=k`, `\|[#f80`, `\|[#ff8800` | the same as background |
 * | `\|h \|H`, `\|u \|U`, `\|i \|I`, `\|s \|S` | bright, underline, italic, strike: on and off |
 * | `\|*`, `\|^` | inverse, blink |
 * | `\|/`, `\|-`, `\|_`, `\|>` | newline, tab, space, four spaces |
 * | `\|lc` command `\|lt` label `\|le` | a link that types a command |
 * | `\|lu` address `\|lt` label `\|le` | a link that opens an address |
 * | `\|lb` and a letter | the marks of blocks, made by `table`, `heading` and `list` |
 *
 * Anything else is text. A link to an address that is not web, mail or telnet, or to a command with
 * control characters in it, is its label alone; `|n` does not end a link. Pass text from outside
 * through `escapeMarkup` first.
 *
 * @param markup What game code wrote.
 * @returns Spans whose neighbours differ in style; none when there is nothing to show. Blocks are laid out for
 * a window that is wide enough.
 */
export function parseMarkup(markup: string): readonly Span[] {
  return layOut(parseBlocks(markup));
}
