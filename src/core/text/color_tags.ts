import type { Color } from "./spans.ts";

const LETTERS = "xrgybmcw";

/**
 * Returns the ANSI colour, 0-7, that a letter stands for in either case.
 *
 * @param letter One of `x r g y b m c w`.
 */
export function ansiIndex(letter: string): number {
  return LETTERS.indexOf(letter.toLowerCase());
}

/**
 * Reads a colour written as `520` (levels 0-5), `=k` (grey a-z) or `#f80`, `#ff8800`
 * (behaviour 10.4.2).
 *
 * @returns The colour, or `null` when the code is a letter.
 */
export function numericColor(code: string): Color | null {
  if (code.startsWith("#")) return hexColor(code.slice(1));
  if (code.startsWith("=")) return { kind: "palette", index: greyIndex(code.charCodeAt(1)) };
  if (!/^[0-5]{3}$/.test(code)) return null;
  const [red = 0, green = 0, blue = 0] = Array.from(code, Number);
  return { kind: "palette", index: 16 + 36 * red + 6 * green + blue };
}

function hexColor(digits: string): Color {
  const wide = digits.length === 3 ? Array.from(digits, (digit) => digit + digit) : [
    digits.slice(0, 2),
    digits.slice(2, 4),
    digits.slice(4, 6),
  ];
  const [red = 0, green = 0, blue = 0] = wide.map((pair) => Number.parseInt(pair, 16));
  return { kind: "rgb", red, green, blue };
}

// xterm's ramp of 24 greys has neither black nor white: `a` and `z` come from the colour cube.
function greyIndex(charCode: number): number {
  const level = charCode - "a".charCodeAt(0);
  if (level === 0) return 16;
  return level === 25 ? 231 : 231 + level;
}
