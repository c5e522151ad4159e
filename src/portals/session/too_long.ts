/**
 * Tells what is said of a line that is too long: markup; `null` when it is not.
 *
 * @param max How many characters a line may have; 0 for any number.
 */
export function tooLong(text: string, max: number): string | null {
  if (max === 0 || text.length <= max) return null;
  return `|yThat line was longer than ${max} characters; nothing of it was read.|n`;
}
