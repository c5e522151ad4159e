/**
 * The text encodings that a client may have, by the names that `TextDecoder` knows them by;
 * `ibm437` alone is not among those.
 *
 * Encodings whose text can hold NUL or escape sequences (UTF-16, ISO-2022) are not spoken: a
 * terminal would take parts of their letters for orders.
 *
 * @example A list to choose from
 * ```ts
 * import { type Encoding, ENCODINGS } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const russian: readonly Encoding[] = ["windows-1251", "koi8-r", "ibm866"];
 *
 * assert.ok(russian.every((name) => ENCODINGS.includes(name)));
 * ```
 */
export const ENCODINGS = [
  ...["utf-8", "us-ascii", "iso-8859-1", "iso-8859-2", "iso-8859-3", "iso-8859-4"],
  ...["iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8", "iso-8859-9", "iso-8859-10"],
  ...["iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16", "windows-874"],
  ...["windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254"],
  ...["windows-1255", "windows-1256", "windows-1257", "windows-1258", "koi8-r", "koi8-u"],
  ...["ibm437", "ibm866", "macintosh", "gbk", "big5", "euc-jp", "shift_jis", "euc-kr"],
] as const;

/** The name of one of the {@linkcode ENCODINGS}. */
export type Encoding = typeof ENCODINGS[number];

/** Other names, folded as {@linkcode folded} does. */
const ALIASES: ReadonlyMap<string, Encoding> = new Map<string, Encoding>([
  ["ascii", "us-ascii"],
  ["latin1", "iso-8859-1"],
  ["latin2", "iso-8859-2"],
  ["latin3", "iso-8859-3"],
  ["latin4", "iso-8859-4"],
  ["latin5", "iso-8859-9"],
  ["latin6", "iso-8859-10"],
  ["latin7", "iso-8859-13"],
  ["latin8", "iso-8859-14"],
  ["latin9", "iso-8859-15"],
  ["latin10", "iso-8859-16"],
  ["koi8", "koi8-r"],
  ["mac", "macintosh"],
  ["macroman", "macintosh"],
  ["tis620", "windows-874"],
  ["sjis", "shift_jis"],
  ["ujis", "euc-jp"],
  ["ksc5601", "euc-kr"],
  ["uhc", "euc-kr"],
  ["gb2312", "gbk"],
  ["euccn", "gbk"],
  ["gb18030", "gbk"],
  ["big5hkscs", "big5"],
]);

/** The numbers of code pages. */
const CODE_PAGE = /^(?:cp|ms|win|windows|dos|oem|ibm)(?<number>\d+)$/;
const CODE_PAGES: ReadonlyMap<string, Encoding> = new Map<string, Encoding>([
  ["437", "ibm437"],
  ["866", "ibm866"],
  ["932", "shift_jis"],
  ["936", "gbk"],
  ["949", "euc-kr"],
  ["950", "big5"],
  ["65001", "utf-8"],
]);

const BY_NAME: ReadonlyMap<string, Encoding> = new Map([
  ...ENCODINGS.map((encoding): [string, Encoding] => [folded(encoding), encoding]),
  ...ALIASES,
]);

/**
 * Finds an encoding by one of its names, in any spelling.
 *
 * @param name Such as `UTF8`, `Latin-1`, `cp1251` or `ISO 8859-2`.
 * @returns The name used here, or `undefined` when there is no such encoding.
 *
 * @example The names that clients use
 * ```ts
 * import { findEncoding } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(findEncoding("CP1251"), "windows-1251");
 * assert.equal(findEncoding("latin 1"), "iso-8859-1");
 * assert.equal(findEncoding("klingon"), undefined);
 * ```
 */
export function findEncoding(name: string): Encoding | undefined {
  const wanted = folded(name);
  const page = CODE_PAGE.exec(wanted)?.groups?.["number"] ?? "";
  return BY_NAME.get(wanted) ?? CODE_PAGES.get(page) ?? BY_NAME.get(`windows${page}`);
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}
