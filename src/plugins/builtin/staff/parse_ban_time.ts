/** What was typed, without the time, and the time. */
export interface BanTime {
  readonly who: string;
  /** In seconds; `undefined` when none was given. */
  readonly seconds: number | undefined;
}

const SECONDS: Readonly<Record<string, number>> = { min: 60, h: 3600, d: 86_400 };

/**
 * Takes the time out of what followed `ban`: `for 30 min`, `for 12h`, `for 7d`, right behind who is
 * meant. A reason that begins with the same words has its colon before it.
 *
 * @param args The text.
 */
export function parseBanTime(args: string): BanTime {
  const match = /^(\S*[^\s:])\s+for\s+(\d{1,9})\s*(min|h|d)\s*(:.*)?$/s.exec(args.trim());
  const [, who = args, count, unit = "", reason = ""] = match ?? [];
  if (count === undefined) return { who: args, seconds: undefined };
  return { who: `${who} ${reason}`.trim(), seconds: Number(count) * (SECONDS[unit] ?? 1) };
}
