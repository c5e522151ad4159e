/** What stands for text that no log may hold. */
export const MASK = "…";

/**
 * Masks a line typed before login, which may hold a password, for the trace.
 *
 * The first word stays, so that a log shows which command was tried. A line typed into a hidden
 * field is all secret: use {@link MASK} for it.
 *
 * @param line The line as it was typed.
 */
export function maskLine(line: string): string {
  const [first = "", ...rest] = line.trim().split(/\s+/);
  return rest.length === 0 ? first : `${first} ${MASK}`;
}
