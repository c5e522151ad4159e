import assert from "node:assert/strict";
import fc from "fast-check";
import { type Encoding, ENCODINGS } from "../../../src/core/text/encodings.ts";
import { displayWidth } from "../../../src/core/text/width.ts";
import { decodingOf } from "../../../src/portals/encodings/decoding.ts";
import { Encoder } from "../../../src/portals/encodings/encoder.ts";
import { bytes, latin1 } from "../telnet/fake_peer.ts";

type Other = Exclude<Encoding, "utf-8">;

const OTHERS = ENCODINGS.filter((name) => name !== "utf-8");
/** What each encoding has, by the codes that its makers gave it. */
const KNOWN: readonly (readonly [Other, text: string, codes: readonly number[]])[] = [
  ["windows-1251", "Привет, я", [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x2c, 0x20, 0xff]],
  ["koi8-r", "Ъя", [0xff, 0xd1]],
  ["ibm866", "Яё", [0x9f, 0xf1]],
  ["iso-8859-1", "café", [0x63, 0x61, 0x66, 0xe9]],
  ["iso-8859-15", "5 €", [0x35, 0x20, 0xa4]],
  ["windows-1252", "5 €", [0x35, 0x20, 0x80]],
  ["ibm437", "╔═╗é", [0xc9, 0xcd, 0xbb, 0x82]],
  ["gbk", "中文€", [0xd6, 0xd0, 0xce, 0xc4, 0xa2, 0xe3]],
  ["big5", "十中", [0xa4, 0x51, 0xa4, 0xa4]],
  ["shift_jis", "日本ｱ", [0x93, 0xfa, 0x96, 0x7b, 0xb1]],
  ["euc-jp", "日本", [0xc6, 0xfc, 0xcb, 0xdc]],
  ["euc-kr", "한국", [0xc7, 0xd1, 0xb1, 0xb9]],
];

const encoders = new Map(OTHERS.map((name) => [name, new Encoder(name)]));

function encode(name: Other, text: string): Uint8Array {
  return encoders.get(name)?.encode(text) ?? Uint8Array.of();
}

for (const [name, text, codes] of KNOWN) {
  Deno.test(`Encoder writes ${text} in ${name}, and it is read back`, () => {
    assert.deepEqual([...encode(name, text)], codes);
    assert.equal(
      decodingOf(name).decode(Uint8Array.from(codes), { stream: false }),
      text,
    );
  });
}

Deno.test("Encoder writes what an encoding lacks by what looks like it, and else by question marks", () => {
  const samples: readonly (readonly [Other, text: string, shown: string])[] = [
    ["us-ascii", "“Café” – naïve…", `"Cafe" - naive...`],
    ["us-ascii", "┌──┐│░", "+--+|#"],
    ["us-ascii", "Łódź, Straße, Æsop, ﬁn, Ａ", "Lodz, Strasse, AEsop, fin, A"],
    ["us-ascii", "e\u0301\u200d", "e"],
    ["us-ascii", "中a👋", "??a??"],
    ["us-ascii", "👨‍👩‍👧!", "??!"],
    ["us-ascii", "5 €", "5 EUR"],
    ["windows-1251", "é “я”", "e \x93\xff\x94"],
    ["iso-8859-1", "e\u0301 ž", "\xe9 z"],
    ["gbk", "é ñ 中", "\xa8\xa6 n \xd6\xd0"],
  ];
  for (const [name, text, shown] of samples) {
    assert.equal(latin1(encode(name, text)), shown, `${text} in ${name}`);
  }
});

Deno.test("Encoder keeps codes whole, whatever stands behind them", () => {
  assert.equal(latin1(encode("gbk", "\x1b[31m\u0301x\x1b[0m")), "\x1b[31mx\x1b[0m");
});

Deno.test("Encoder writes no control character of ISO 8859: what is none in windows-1252 is CSI there", () => {
  for (const name of OTHERS.filter((one) => one.startsWith("iso-8859-"))) {
    const all = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(0x80 + code));
    const found = encode(name, all.join("")).filter((byte) => byte >= 0x80 && byte < 0xa0);
    assert.deepEqual([...found], [], name);
  }
});

Deno.test("Encoder reads back what every encoding has, and never cuts what it has not", () => {
  const name = fc.constantFrom(...OTHERS);
  const text = fc.string({ unit: "grapheme", maxLength: 40 });
  fc.assert(fc.property(name, text, (name, text) => {
    const written = encode(name, text);
    assert.equal(latin1(encode(name, text)), latin1(written));
    const read = decodingOf(name).decode(written, { stream: false });
    assert.ok(!read.includes("\ufffd"), `${JSON.stringify(text)} in ${name} is ${read}`);
    assert.equal(latin1(encode(name, read)), latin1(written));
    assert.ok(displayWidth(text) === 0 || read !== "");
  }));
});

Deno.test("Encoder leaves ASCII as it is, control characters too", () => {
  const ascii = latin1(Uint8Array.from({ length: 128 }, (_, code) => code));
  for (const name of OTHERS) assert.deepEqual(encode(name, ascii), bytes(ascii), name);
});
