/** Whom to boot, and why; the reason may be empty. */
export interface BootArgs {
  readonly who: string;
  readonly reason: string;
}

/**
 * Reads what followed `boot`: who, and after a colon or an equals sign the reason.
 *
 * @param args The text.
 */
export function parseBoot(args: string): BootArgs {
  const [, who = "", reason = ""] = /^([^:=]*)(?:[:=](.*))?$/s.exec(args) ?? [];
  return { who: who.trim(), reason: reason.trim() };
}
