import type { Link } from "./spans.ts";

// Format characters (Cf) would let an address look like another one.
const SAFE_URL = /^(?:https?:\/\/|telnets?:\/\/|mailto:)[^\s\p{Cc}\p{Cf}]+$/iu;
const CONTROL = /\p{Cc}/u;

/** Tells whether an address may be opened: web, mail or telnet, with nothing hidden in it. */
export function isSafeUrl(url: string): boolean {
  return SAFE_URL.test(url);
}

/** Tells whether a command may be typed by a link: one line, with no control character. */
export function isSafeCommand(command: string): boolean {
  return command !== "" && !CONTROL.test(command);
}

/** Tells whether a link may be shown as one. */
export function isSafeLink(link: Link): boolean {
  return link.kind === "url" ? isSafeUrl(link.url) : isSafeCommand(link.command);
}

/**
 * Makes a link out of what the tags say (behaviour 10.4.3).
 *
 * @param tag `lc` for a command, `lu` for an address.
 * @param target The command or address; space around it does not count.
 * @returns The link, or `null` when its target may not be linked to.
 */
export function linkTo(tag: "lc" | "lu", target: string): Link | null {
  const trimmed = target.trim();
  const link: Link = tag === "lc"
    ? { kind: "command", command: trimmed }
    : { kind: "url", url: trimmed };
  return isSafeLink(link) ? link : null;
}
