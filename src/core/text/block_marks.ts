import { stripControls } from "./controls.ts";
import { escapePipes } from "./escape_pipes.ts";
import { type Token, tokenize } from "./tokens.ts";

/**
 * The marks that structure a block within markup. They begin as the tags of links do, so that who
 * may not write a link cannot write a block either.
 */
export const BLOCK_MARK = {
  TABLE: "|lbt",
  HEAD: "|lbh",
  ROW: "|lbr",
  CELL: "|lbd",
  SPOKEN: "|lba",
  BULLETS: "|lbu",
  NUMBERS: "|lbo",
  COLUMNS: "|lbc",
  CHOICES: "|lbm",
  ITEM: "|lbi",
  END: "|lbe",
} as const;

/**
 * Makes markup that stands within a block: on one line, with no block of its own, and without a
 * lone pipe at its end that would make a tag with what follows.
 */
export function partMarkup(markup: string): string {
  return tokenize(stripControls(markup)).map(partToken).join("");
}

function partToken(token: Token): string {
  switch (token.kind) {
    case "text":
      return escapePipes(token.text.replace(/[\n\t]/g, " "));
    case "style":
      return `|${token.tag}`;
    case "link":
      return token.source;
    case "unlink":
      return "|le";
    case "block":
      return " ";
  }
}
