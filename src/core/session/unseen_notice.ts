import { stripControls } from "../text/controls.ts";
import { escapeMarkup } from "../text/escape.ts";
import { graphemes } from "../text/graphemes.ts";
import { beforeCredentials, beforeSecret } from "../text/typed_secret.ts";

/** How much of a line is quoted, in characters: enough to know it again. */
const MOST_QUOTED = 60;

/** How much of a line is looked at, in UTF-16 code units: a character may have many. */
const MOST_LOOKED_AT = 20 * MOST_QUOTED;

/** A line of which a notice tells. */
export interface NamedLine {
  /** What was typed. */
  readonly text: string;
  /** Whether it was typed while the input was hidden. */
  readonly isSecret: boolean;
  /** Whether it was typed behind a line that logs in, which may ask for a password. */
  readonly isAfterLogin: boolean;
}

/** A line that a Server before had used up, and of which nobody saw the answer. */
export interface UnseenLine extends NamedLine {
  /** Whether it is the first of these lines of which the session is told. */
  readonly isFirst: boolean;
  /** Whether that Server may have given it up. */
  readonly mayBeGivenUp: boolean;
}

/** Returns the markup that tells whoever typed a line that it was done: of several, each has its own. */
export function unseenNotice(line: UnseenLine): string {
  const named = nameOf(line);
  if (line.mayBeGivenUp) {
    return `|yThe world has stopped over ${named} more than once: look before you do it again.|n`;
  }
  return line.isFirst
    ? `|yThe world stopped just after it had done ${named}: look before you do it again.|n`
    : `|yThe world had done ${named}, too.|n`;
}

/** Returns the markup that tells whoever typed a line that it is not run, as it may kill Servers. */
export function givenUpNotice(line: NamedLine): string {
  return `|yWhat you typed was not run: the world has stopped over ${
    nameOf(line)
  } more than once.|n`;
}

/** Quotes a line as far as it is known to be no secret: what was shown may be seen by others. */
function nameOf({ text, isSecret, isAfterLogin }: NamedLine): string {
  if (isSecret) return "what you typed while it was hidden";
  if (isAfterLogin) return "what you typed next";
  const line = stripControls(text).replace(/\s+/g, " ").trim();
  if (line === "") return "the empty line that you sent";
  // Whoever has logged in by now may have done so by this line.
  const open = beforeCredentials(line) ?? beforeSecret(line);
  const isWhole = line.slice(open.length).trim() === "";
  return `"${escapeMarkup(shortened(isWhole ? line : `${open} …`))}"`;
}

function shortened(line: string): string {
  const looked = line.slice(0, MOST_LOOKED_AT);
  const characters = graphemes(looked);
  if (looked === line && characters.length <= MOST_QUOTED) return line;
  return `${looked.slice(0, characters[MOST_QUOTED - 1]?.start).trimEnd()}…`;
}
