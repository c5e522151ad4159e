import type { Encoding } from "../../src/core/text/encodings.ts";
import { codeTable } from "../../src/portals/encodings/code_table.ts";
import { Encoder } from "../../src/portals/encodings/encoder.ts";

type Other = Exclude<Encoding, "utf-8">;

const LINE = "Съешь ещё этих мягких французских булок, да выпей чаю.\r\n";
/** A screen of text, all of which the encoding has. */
const SCREEN = LINE.repeat(24);
/** One with frames and quotation marks that it lacks. */
const FRAMED = `│ ${LINE.replace("чаю", "“чаю”").trim()} │\r\n`.repeat(24);

const cp1251 = new Encoder("windows-1251");
const koi8 = new Encoder("koi8-r");
const utf8 = new TextEncoder();

Deno.bench("a screen in UTF-8", () => void utf8.encode(SCREEN));
Deno.bench("a screen in windows-1251", () => void cp1251.encode(SCREEN));
Deno.bench("a screen with what koi8-r lacks, twice a line", () => void koi8.encode(FRAMED));

for (const encoding of ["windows-1251", "big5", "euc-kr", "gbk"] satisfies Other[]) {
  Deno.bench(`codeTable("${encoding}")`, () => void codeTable(encoding));
}
