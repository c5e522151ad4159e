/** Tells whether a part of an address can be read: each `%` in it begins the code of a byte. */
export function isPercentEncoded(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}
