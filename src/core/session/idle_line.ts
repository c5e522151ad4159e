/**
 * Tells whether a `text` has no line, or one that only keeps its session alive (behaviour 8.1.1).
 *
 * @param args What came with it.
 * @param idleCommand The setting: such a line, beside the word `idle`, which always is one.
 */
export function isIdleLine([line]: readonly unknown[], idleCommand: string): boolean {
  if (line === undefined || line === null) return true;
  const word = String(line).trim();
  return word === "idle" || (word !== "" && word === idleCommand.trim());
}
