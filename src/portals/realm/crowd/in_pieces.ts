import type { AddressCount } from "../realm_words.ts";

/** What comes around each count in a list, in bytes: brackets, quotes, commas. */
const AROUND_BYTES = 6;

/**
 * Cuts counts into pieces that each fit into a message.
 *
 * @param counts The counts; there may be none, which make one piece.
 * @param maxBytes How long a piece may be as JSON, in bytes; a single count may be longer.
 */
export function inPieces(
  counts: Iterable<AddressCount>,
  maxBytes: number,
): readonly (readonly AddressCount[])[] {
  const pieces: AddressCount[][] = [];
  let piece: AddressCount[] = [];
  let length = 0;
  for (const count of counts) {
    const size = count[0].length + String(count[1]).length + AROUND_BYTES;
    if (length + size > maxBytes && piece.length > 0) {
      pieces.push(piece);
      [piece, length] = [[], 0];
    }
    piece.push(count);
    length += size;
  }
  return [...pieces, piece];
}
