import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Layout } from "../../core/text/lay_out.ts";

/**
 * Chooses how blocks are laid out for a terminal.
 *
 * A screen reader reads lines, and has no window; a window that nobody could read in is none.
 */
export function layoutFor({ screenReader, screenWidth = 0 }: ProtocolFlags): Layout {
  if (screenReader) return { form: "spoken" };
  return Number.isInteger(screenWidth) && screenWidth > 0 ? { width: screenWidth } : {};
}
