/**
 * Tells whether JSON text opens more brackets than allowed, without parsing it.
 *
 * @param text The text, JSON or not.
 * @param maxDepth How deep arrays and objects may be nested.
 */
export function isTooDeep(text: string, maxDepth: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') inString = !inString;
    else if (inString) at += char === "\\" ? 1 : 0;
    else if (char === "[" || char === "{") depth++;
    else if (char === "]" || char === "}") depth--;
    if (depth > maxDepth) return true;
  }
  return false;
}
