import { stripControls } from "../text/controls.ts";
import { escapeMarkup } from "../text/escape.ts";
import { graphemes } from "../text/graphemes.ts";
import { beforeCredentials, beforeSecret } from "../text/typed_secret.ts";

/** How much of a line is quoted, in characters: enough to know it again. */
const MOST_QUOTED = 60;

/** A line that a Server before had run, and of which nobody saw the answer. */
export interface UnseenLine {
  /** What was typed. */
  readonly text: string;
  /** Whether it was typed while the input was hidden. */
  readonly isSecret: boolean;
  /** Whether whoever typed it has an account here; before that it may be a login. */
  readonly isLoggedIn: boolean;
  /** Whether it is the first of these lines of which the session is told. */
  readonly isFirst: boolean;
}

/** Returns the markup that tells whoever typed a line that it was done: of several, each has its own. */
export function unseenNotice(line: UnseenLine): string {
  const named = nameOf(line);
  return line.isFirst
    ? `|yThe world stopped just after it had done ${named}: look before you do it again.|n`
    : `|yThe world had done ${named}, too.|n`;
}

/** Quotes a line as far as it is known to be no secret: what was shown may be seen by others. */
function nameOf({ text, isSecret, isLoggedIn }: UnseenLine): string {
  if (isSecret) return "what you typed while it was hidden";
  const line = stripControls(text).replace(/\s+/g, " ").trim();
  if (line === "") return "the empty line that you sent";
  const open = (isLoggedIn ? undefined : beforeCredentials(line)) ?? beforeSecret(line);
  const isWhole = line.slice(open.length).trim() === "";
  return `"${escapeMarkup(shortened(isWhole ? line : `${open} …`))}"`;
}

function shortened(line: string): string {
  const characters = graphemes(line);
  if (characters.length <= MOST_QUOTED) return line;
  return `${line.slice(0, characters[MOST_QUOTED - 1]?.start).trimEnd()}…`;
}
