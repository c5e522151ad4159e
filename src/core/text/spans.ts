/** Styled text: what markup is parsed into, once, and what every renderer starts from. */

/**
 * A colour: a palette index, or red, green and blue.
 *
 * `palette` 0-7 are ANSI's normal and 8-15 its bright colours, 16-255 xterm's.
 */
export type Color =
  | { readonly kind: "palette"; readonly index: number }
  | { readonly kind: "rgb"; readonly red: number; readonly green: number; readonly blue: number };

/** What a link does when chosen: type a command, or open an address. */
export type Link =
  | { readonly kind: "command"; readonly command: string }
  | { readonly kind: "url"; readonly url: string };

/** How a piece of text looks. An absent field is the client's default. */
export interface Style {
  /** The colour of the text. */
  readonly fg?: Color;
  /** The colour behind it. */
  readonly bg?: Color;
  /** Bold, or bright. */
  readonly bold?: true;
  /** Underlined. */
  readonly underline?: true;
  /** Slanted. */
  readonly italic?: true;
  /** Struck through. */
  readonly strike?: true;
  /** With the two colours exchanged. */
  readonly inverse?: true;
  /** Blinking. */
  readonly blink?: true;
  /** What it does when chosen. */
  readonly link?: Link;
}

/** A run of text with one style. Text holds no control character but newline and tab. */
export interface Span extends Style {
  /** The text. */
  readonly text: string;
}
