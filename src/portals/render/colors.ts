import type { Color } from "../../core/text/spans.ts";

type Rgb = readonly [red: number, green: number, blue: number];

/** The levels of xterm's colour cube, palette 16-231. */
const LEVELS = [0, 95, 135, 175, 215, 255] as const;

/** Below this distance between the strongest and the weakest channel a colour counts as grey. */
const GREY_SPREAD = 32;

/** Returns a whole number from 0 to 255 for a colour channel, whatever is given. */
export function channel(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value))) || 0;
}

/** Returns the nearest of xterm's 256 colours; palette colours stay as they are. */
export function toPalette256(color: Color): number {
  if (color.kind === "palette") return channel(color.index);
  const rgb = [channel(color.red), channel(color.green), channel(color.blue)] as const;
  const cube = nearestInCube(rgb);
  const grey = nearestGrey(rgb);
  return distance(rgb, rgbOf(grey)) < distance(rgb, rgbOf(cube)) ? grey : cube;
}

/**
 * Returns one of ANSI's 16 colours that has the hue of the given one.
 *
 * By hue and not by distance: dark colours would become black, and black text cannot be read on
 * most screens.
 */
export function toPalette16(color: Color): number {
  if (color.kind === "palette" && color.index < 16) return channel(color.index);
  const rgb = color.kind === "rgb"
    ? [channel(color.red), channel(color.green), channel(color.blue)] as const
    : rgbOf(channel(color.index));
  const strongest = Math.max(...rgb);
  if (strongest - Math.min(...rgb) < GREY_SPREAD) return ansiGrey(strongest);
  const [red, green, blue] = rgb.map((value) => value * 2 >= strongest ? 1 : 0);
  return (red ?? 0) + 2 * (green ?? 0) + 4 * (blue ?? 0) + (strongest >= 192 ? 8 : 0);
}

/** Returns `#rrggbb`. */
export function hexOf(color: Extract<Color, { kind: "rgb" }>): string {
  const digits = [color.red, color.green, color.blue]
    .map((value) => channel(value).toString(16).padStart(2, "0"));
  return `#${digits.join("")}`;
}

function ansiGrey(level: number): number {
  if (level < 32) return 0;
  if (level < 144) return 8;
  return level < 224 ? 7 : 15;
}

function nearestInCube(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map(nearestLevel);
  return 16 + 36 * red + 6 * green + blue;
}

function nearestLevel(value: number): number {
  const gaps = LEVELS.map((level) => Math.abs(level - value));
  return gaps.indexOf(Math.min(...gaps));
}

// Palette 232-255: 24 greys from 8 to 238, ten apart.
function nearestGrey([red, green, blue]: Rgb): number {
  const step = Math.round(((red + green + blue) / 3 - 8) / 10);
  return 232 + Math.min(23, Math.max(0, step));
}

/** Red, green and blue of palette 16-255. */
function rgbOf(index: number): Rgb {
  if (index >= 232) {
    const level = 8 + 10 * (index - 232);
    return [level, level, level];
  }
  const cube = index - 16;
  const level = (step: number): number => LEVELS[step % 6] ?? 0;
  return [level(Math.floor(cube / 36)), level(Math.floor(cube / 6)), level(cube)];
}

function distance(a: Rgb, b: Rgb): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}
