/**
 * Colours that can be read: every text colour is moved towards black or white until it stands out
 * from what is behind it, once for each of the pages dark, light and of high contrast.
 */

/** @typedef {readonly [red: number, green: number, blue: number]} Rgb */
/** @typedef {{ foreground: Rgb, background: Rgb, palette: readonly Rgb[], contrast: number }} Theme */
/** @typedef {{ f?: string | number, b?: string | number, s?: string }} Ink */
/** @typedef {{ foreground: string | null, background: string | null }} Paint */

/** The least contrast of text (WCAG 2.2, 1.4.3, level AA). */
export const MIN_CONTRAST = 4.5;
/** The contrast of text where it can be had, for who asked for more (1.4.6, level AAA). */
export const HIGH_CONTRAST = 7;

const MAX_CACHED = 2000;
const CUBE_LEVELS = [0, 95, 135, 175, 215, 255];
const BLACK = /** @type {const} */ ([0, 0, 0]);
const WHITE = /** @type {const} */ ([255, 255, 255]);

/** @param {string} codes Six-digit colours, separated by spaces. */
const colors = (codes) => codes.split(" ").map((code) => fromHex(`#${code}`));

/**
 * The pages; the grounds are those of tokens.css.
 * @type {{ dark: Theme, light: Theme, contrast: Theme }}
 */
export const THEMES = {
  dark: {
    foreground: fromHex("#d9dce3"),
    background: fromHex("#14161b"),
    palette: colors(
      "5b6170 d9686b 84b768 cfa44e 6f9be0 b987d6 5bb3b0 b9bec9 " +
        "7d8496 f48a8c a6d98b efc976 93b8f5 d5a8ee 7fd3cf f4f5f8",
    ),
    contrast: MIN_CONTRAST,
  },
  light: {
    foreground: fromHex("#24262c"),
    background: fromHex("#fcfaf5"),
    palette: colors(
      "24262c a8323a 3d7423 856000 2458ad 7d3a9c 146f73 4f525b " +
        "6a6e78 c22f3b 3d7f1c 8f6500 2463c8 8f3fb5 0f7a7e 08090b",
    ),
    contrast: MIN_CONTRAST,
  },
  contrast: {
    foreground: WHITE,
    background: BLACK,
    palette: colors(
      "a6abb8 ff8f92 96e070 f0c050 9cc0ff e0aaff 70e0dc dfe2ea " +
        "bcc1cd ffb0b2 b8f59a ffdf8a bcd5ff eecbff a0f2ee ffffff",
    ),
    contrast: HIGH_CONTRAST,
  },
};

/**
 * Returns the colours of a span on each page; `null` leaves the page's own.
 *
 * @param {Ink} ink
 * @returns {{ dark: Paint, light: Paint, contrast: Paint }}
 */
export function paint(ink) {
  const { dark, light, contrast } = THEMES;
  return {
    dark: paintIn(ink, dark),
    light: paintIn(ink, light),
    contrast: paintIn(ink, contrast),
  };
}

/**
 * Makes the maker of paints that remembers the last ones.
 *
 * @returns {(ink: Ink) => ReturnType<typeof paint>}
 */
export function createPainter() {
  const made = new Map();
  return (ink) => {
    const key = `${ink.f}/${ink.b}/${ink.s?.includes("v") ?? false}`;
    if (made.size >= MAX_CACHED) made.clear();
    if (!made.has(key)) made.set(key, paint(ink));
    return made.get(key);
  };
}

/**
 * @param {Ink} ink
 * @param {Theme} theme
 * @returns {Paint}
 */
function paintIn(ink, theme) {
  const front = resolve(ink.f, theme);
  const back = resolve(ink.b, theme);
  if (ink.s?.includes("v")) {
    return pair(back ?? theme.background, front ?? theme.foreground, theme.contrast);
  }
  if (back !== null) return pair(front ?? theme.foreground, back, theme.contrast);
  if (front === null) return { foreground: null, background: null };
  return { foreground: toHex(readable(front, theme.background, theme.contrast)), background: null };
}

/**
 * @param {Rgb} front
 * @param {Rgb} back
 * @param {number} least
 * @returns {Paint}
 */
function pair(front, back, least) {
  return { foreground: toHex(readable(front, back, least)), background: toHex(back) };
}

/**
 * Moves a colour away from what is behind it until it can be read.
 *
 * @param {Rgb} front
 * @param {Rgb} back
 * @param {number} least The contrast to reach; before a ground of middle brightness it may be as
 *   little as 4.58, which is what black or white have there.
 * @returns {Rgb}
 */
function readable(front, back, least) {
  const target = contrast(WHITE, back) > contrast(BLACK, back) ? WHITE : BLACK;
  for (let part = 0; part < 1; part += 0.05) {
    const mixed = mix(front, target, part);
    if (contrast(mixed, back) >= least) return mixed;
  }
  return target;
}

/**
 * Returns the contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").
 *
 * @param {Rgb} one
 * @param {Rgb} other
 */
export function contrast(one, other) {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** @param {Rgb} rgb */
function luminance(rgb) {
  const [red, green, blue] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * @param {Rgb} from
 * @param {Rgb} to
 * @param {number} part
 * @returns {Rgb}
 */
function mix(from, to, part) {
  const [red, green, blue] = from.map((value, at) => Math.round(value + (to[at] - value) * part));
  return [red, green, blue];
}

/**
 * @param {string | number | undefined} color
 * @param {Theme} theme
 * @returns {Rgb | null}
 */
function resolve(color, theme) {
  if (typeof color === "string") return /^#[0-9a-f]{6}$/i.test(color) ? fromHex(color) : null;
  if (!Number.isInteger(color) || color < 0 || color > 255) return null;
  if (color < 16) return theme.palette[color];
  if (color < 232) return cube(color - 16);
  const grey = 8 + (color - 232) * 10;
  return [grey, grey, grey];
}

/** @param {number} index In xterm's cube of 6 by 6 by 6 colours. @returns {Rgb} */
function cube(index) {
  const levels = [Math.floor(index / 36), Math.floor(index / 6) % 6, index % 6];
  const [red, green, blue] = levels.map((level) => CUBE_LEVELS[level]);
  return [red, green, blue];
}

/** @param {string} hex @returns {Rgb} */
export function fromHex(hex) {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** @param {Rgb} rgb */
function toHex(rgb) {
  return `#${rgb.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
