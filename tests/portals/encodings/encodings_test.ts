import assert from "node:assert/strict";
import { ENCODINGS } from "../../../src/core/text/encodings.ts";
import { decodingOf } from "../../../src/portals/encodings/decoding.ts";
import { Encodings } from "../../../src/portals/encodings/encodings.ts";

Deno.test("Encodings.readFallback() takes the first that knows every byte", () => {
  const chinese = new Encodings(["gbk", "iso-8859-1"]);
  assert.equal(chinese.readFallback(Uint8Array.of(0xd6, 0xd0)), "中");
  assert.equal(chinese.readFallback(Uint8Array.of(0x63, 0xe9)), "cé");
  assert.equal(new Encodings(["windows-1251"]).readFallback(Uint8Array.of(0xff)), "я");
  assert.equal(new Encodings().readFallback(Uint8Array.of(0x80, 0xff)), "€ÿ");
});

Deno.test("Encodings.readFallback() shows what none can read as replacement characters", () => {
  assert.equal(new Encodings(["gbk"]).readFallback(Uint8Array.of(0x61, 0xe9)), "a\ufffd");
  assert.equal(new Encodings([]).readFallback(Uint8Array.of(0x61, 0xe9, 0x62)), "a\ufffdb");
});

Deno.test("Encodings.encoder() makes one encoder of each encoding", () => {
  const encodings = new Encodings();
  assert.equal(encodings.encoder("koi8-r"), encodings.encoder("koi8-r"));
});

Deno.test("decodingOf() reads a character whole that comes in pieces, in every encoding", () => {
  const letters = { "gbk": [0xd6, 0xd0], "big5": [0xa4, 0xa4], "euc-kr": [0xb1, 0xb9] };
  for (const [name, [lead, trail]] of Object.entries(letters)) {
    const encoding = ENCODINGS.find((one) => one === name);
    assert.ok(encoding !== undefined && lead !== undefined && trail !== undefined);
    const decoding = decodingOf(encoding);
    assert.equal(decoding.decode(Uint8Array.of(lead), { stream: true }), "");
    assert.equal(decoding.decode(Uint8Array.of(trail), { stream: true }).length, 1);
  }
});
