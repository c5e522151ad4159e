/**
 * Draws a QR code with block characters, two rows of it in one line, with a quiet border.
 *
 * @param text What it says.
 * @returns Its lines; what is drawn is the light part, so it needs a light ink on a dark ground.
 */
export async function qrText(text: string): Promise<readonly string[]> {
  const { renderUnicodeCompact } = await import("uqr");
  return renderUnicodeCompact(text, { border: 2, ecc: "L" }).split("\n");
}
