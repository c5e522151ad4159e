/** Whom to ban, as it was typed, and why; the reason may be empty. */
export interface BanArgs {
  readonly pattern: string;
  readonly reason: string;
}

/**
 * Reads what followed `ban`: who, and after a colon the reason. An IPv6 address has two colons or
 * more of its own.
 *
 * @param args The text.
 * @returns `null` when there is more than one word before the colon.
 */
export function parseBan(args: string): BanArgs | null {
  const [, word = "", rest = ""] = /^(\S*)\s*(.*)$/s.exec(args.trim()) ?? [];
  const [before = "", after = "", ...more] = word.split(":");
  if (word.includes(":") && more.length === 0) {
    return { pattern: before, reason: `${after} ${rest}`.trim() };
  }
  if (rest === "") return { pattern: word, reason: "" };
  if (rest.startsWith(":")) return { pattern: word, reason: rest.slice(1).trim() };
  return word.endsWith(":") ? { pattern: word.slice(0, -1), reason: rest } : null;
}
