import type { Encoding } from "../../core/text/encodings.ts";
import { type Decoding, decodingOf } from "./decoding.ts";

const FIRST_UPPER = 0x80;
/** Bytes from 0x80 on are control characters here (ECMA-48): CSI is one of them. */
const FIRST_PRINTABLE_ISO = 0xa0;
const LAST_BYTE = 0xff;
const FIRST_TRAIL = 0x40;
const LF = 0x0a;
const UNUSABLE = /[\p{Cc}\ufffd]/u;

/** What is read, but not written: characters that have another code, or that few clients know. */
const LEFT_OUT: Partial<Readonly<Record<Encoding, (lead: number) => boolean>>> = {
  // Hong Kong's additions.
  "big5": (lead) => lead < 0xa1,
  // NEC's copies of IBM's characters.
  "shift_jis": (lead) => lead === 0xed || lead === 0xee,
  // The euro of GBK has two codes; GB 18030 has one of them.
  "gbk": (lead) => lead === FIRST_UPPER,
};

/** Of the characters that Big5 has twice these are written as the second; the first is a numeral's. */
const SECOND_OF_BIG5 = "十卅";

/**
 * The codes of an encoding's characters beyond ASCII: one byte, or two as lead × 256 + trail.
 *
 * They are found by reading every code, since the platform reads these encodings and writes none.
 * A library that does both (iconv-lite) costs 12 MiB and 90 ms at each start, whether or not any
 * client needs it; a table costs nothing before it is needed, then what `bench/README.md` says, once.
 */
export function codeTable(encoding: Encoding): ReadonlyMap<string, number> {
  const table = new Map<string, number>();
  if (encoding === "us-ascii") return table;
  const first = encoding.startsWith("iso-8859-") ? FIRST_PRINTABLE_ISO : FIRST_UPPER;
  for (let lead = first; lead <= LAST_BYTE; lead++) {
    if (LEFT_OUT[encoding]?.(lead)) continue;
    for (const [character, code] of codesOf(decodingOf(encoding), lead)) {
      const isSecond = encoding === "big5" && SECOND_OF_BIG5.includes(character);
      if (isSecond || !table.has(character)) table.set(character, code);
    }
  }
  return table;
}

/** Returns the characters whose codes begin with a byte: that of the byte itself, or of pairs. */
function codesOf(decoding: Decoding, lead: number): readonly (readonly [string, number])[] {
  const alone = decoding.decode(Uint8Array.of(lead), { stream: false });
  if (isUsable(alone)) return [[alone, lead]];
  const trails = Array.from({ length: LAST_BYTE - FIRST_TRAIL }, (_, at) => FIRST_TRAIL + at);
  const pairs = Uint8Array.from(trails.flatMap((trail) => [lead, trail, LF]));
  return decoding.decode(pairs, { stream: false }).split("\n")
    .map((character, at) => [character, lead * 256 + FIRST_TRAIL + at] as const)
    .filter(([character]) => isUsable(character));
}

function isUsable(text: string): boolean {
  return [...text].length === 1 && !UNUSABLE.test(text);
}
