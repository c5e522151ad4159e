import { isSecretName } from "./secret_names.ts";

/** When a line was typed. */
export interface TypedWhen {
  /** Whether it is the first that is looked at: it may have been begun before that. */
  readonly isFirst: boolean;
  /** Whether it was typed, or begun, while the input was hidden. */
  readonly isHidden: boolean;
  /** Whether something was said to the client since its last line. */
  readonly isAnswered: boolean;
  readonly isLoggedIn: boolean;
}

/** What of a typed line may be shown: all, the beginning, or the reason why nothing. */
export type LineView =
  | { readonly kind: "whole" }
  | { readonly kind: "part"; readonly shown: string }
  | { readonly kind: "hidden"; readonly why: string };

const FIRST = "the first line that is looked at: it may have been begun unseen, and is not shown";
const HIDDEN = "a line typed while the input is hidden";
const AHEAD = "a line typed before an answer came: it may be a password, and is not shown";
const AT_LOGIN = "a line at the login screen that may hold a password: it is not shown";

/** What logs in: its name may be shown, and nothing behind it. */
const CREDENTIALS = /^\s*(?:connect|conn?|co|create|cre|cr)\b(?:\s*(?:"[^"]*"|\S+))?/i;
/** What else is typed before the login, of which the first word may be shown. */
const HARMLESS =
  /^\s*(?:look|l|help|h|\?|quit|who|info|guest|encoding|screenreader|MSSP-REQUEST)$/i;
/** What asks for a secret after the login, behind its first word. */
const ASKS_SECRET = /^\s*(?:2fa|claim|connect|create|login|register)\b/i;

/**
 * Says what of a typed line may be shown: never a password, whatever way it was typed. In doubt it
 * is hidden: before the login all that is not known to be harmless, and after it what stands behind
 * a word that speaks of passwords.
 *
 * @param text The line as the game reads it.
 * @param when When it was typed.
 */
export function viewOf(
  text: string,
  { isFirst, isHidden, isAnswered, isLoggedIn }: TypedWhen,
): LineView {
  if (isFirst) return { kind: "hidden", why: FIRST };
  if (isHidden) return { kind: "hidden", why: HIDDEN };
  if (!isAnswered) return { kind: "hidden", why: AHEAD };
  if (text.trim() === "") return { kind: "whole" };
  return isLoggedIn ? inGame(text) : atLogin(text);
}

function atLogin(text: string): LineView {
  const credentials = CREDENTIALS.exec(text)?.[0];
  if (credentials !== undefined) return upTo(text, credentials);
  const first = /^\s*\S+/.exec(text)?.[0] ?? "";
  return HARMLESS.test(first) ? upTo(text, first) : { kind: "hidden", why: AT_LOGIN };
}

function inGame(text: string): LineView {
  const asking = ASKS_SECRET.exec(text)?.[0];
  if (asking !== undefined) return upTo(text, asking);
  const words = [...text.matchAll(/\S+/g)];
  const secret = words.find(([word]) => isSecretName(word));
  // Of a word that speaks of passwords all but the letters may be the password itself.
  if (secret === undefined) return { kind: "whole" };
  const letters = /^[\W\d_]*[a-z]+/i.exec(secret[0])?.[0] ?? "";
  return upTo(text, text.slice(0, secret.index) + letters);
}

function upTo(text: string, shown: string): LineView {
  return text.slice(shown.length).trim() === "" ? { kind: "whole" } : { kind: "part", shown };
}
