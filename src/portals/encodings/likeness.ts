/** Characters beside the ASCII that is nearest to them, of the same width where there is one. */
const LIKE: readonly (readonly [characters: string, ascii: string])[] = [
  ["‘’‚‛′‹›´ʼ", "'"],
  ["“”„‟″«»", '"'],
  ["‐‑‒–—―−─━┄┅┈┉╌╍═", "-"],
  ["│┃┆┇┊┋║¦", "|"],
  ["┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼╋╔╗╚╝╠╣╦╩╬╭╮╯╰", "+"],
  ["░▒▓█▀▄▌▐■", "#"],
  ["•‣▪●◦·∙★☆✦", "*"],
  ["←◀◄", "<"],
  ["→▶►", ">"],
  ["↑▲", "^"],
  ["↓▼", "v"],
  ["×", "x"],
  ["÷", "/"],
  ["✓✔", "v"],
  ["✗✘", "x"],
  ["…", "..."],
  ["€", "EUR"],
  ["£", "GBP"],
  ["¥", "JPY"],
  ["©", "(c)"],
  ["®", "(r)"],
  ["ß", "ss"],
  ["Æ", "AE"],
  ["æ", "ae"],
  ["Œ", "OE"],
  ["œ", "oe"],
  ["ØǾ", "O"],
  ["øǿ", "o"],
  ["ĐÐ", "D"],
  ["đð", "d"],
  ["Þ", "Th"],
  ["þ", "th"],
  ["Ł", "L"],
  ["ł", "l"],
  ["Ħ", "H"],
  ["ħ", "h"],
  ["ı", "i"],
  ["¡", "!"],
  ["¿", "?"],
];

const ASCII = new Map(
  LIKE.flatMap(([characters, ascii]) =>
    Array.from(characters, (character) => [character, ascii] as const)
  ),
);
/** What is said beside a letter, or by no sign at all: accents, joiners, variation selectors. */
const BESIDE = /[\p{M}\p{Cf}]/gu;

/**
 * Returns the plainest text that looks like a character: without accents, in ASCII where possible.
 *
 * @param character One grapheme.
 * @returns Text that may still hold what an encoding cannot; empty for signs that show nothing.
 */
export function likenessOf(character: string): string {
  const letters = character.normalize("NFKD").replace(BESIDE, "");
  return Array.from(letters, (letter) => ASCII.get(letter) ?? letter).join("");
}
