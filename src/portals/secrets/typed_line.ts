import { beforeCredentials, beforeSecret } from "../../core/text/typed_secret.ts";

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

/** What else is typed before the login, of which the first word may be shown. */
const HARMLESS =
  /^\s*(?:look|l|help|h|\?|quit|who|info|guest|encoding|screenreader|MSSP-REQUEST)$/i;

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
  return isLoggedIn ? upTo(text, beforeSecret(text)) : atLogin(text);
}

function atLogin(text: string): LineView {
  const credentials = beforeCredentials(text);
  if (credentials !== undefined) return upTo(text, credentials);
  const first = /^\s*\S+/.exec(text)?.[0] ?? "";
  return HARMLESS.test(first) ? upTo(text, first) : { kind: "hidden", why: AT_LOGIN };
}

function upTo(text: string, shown: string): LineView {
  return text.slice(shown.length).trim() === "" ? { kind: "whole" } : { kind: "part", shown };
}
