import assert from "node:assert/strict";
import { type Encoding, ENCODINGS, findEncoding } from "../../../src/core/text/encodings.ts";

Deno.test("findEncoding() knows the names that clients and people use, in any spelling", () => {
  const names: readonly (readonly [name: string, encoding: Encoding])[] = [
    ["UTF8", "utf-8"],
    ["ASCII", "us-ascii"],
    ["Latin-1", "iso-8859-1"],
    ["ISO 8859-1", "iso-8859-1"],
    ["iso_8859-15", "iso-8859-15"],
    ["CP1251", "windows-1251"],
    ["win1250", "windows-1250"],
    ["cp437", "ibm437"],
    ["CP866", "ibm866"],
    ["KOI8-R", "koi8-r"],
    ["GB18030", "gbk"],
    ["GB2312", "gbk"],
    ["BIG-5", "big5"],
    ["Shift-JIS", "shift_jis"],
    ["cp949", "euc-kr"],
  ];
  for (const [name, encoding] of names) assert.equal(findEncoding(name), encoding, name);
});

Deno.test("findEncoding() finds each encoding by its own name", () => {
  for (const encoding of ENCODINGS) assert.equal(findEncoding(encoding), encoding);
});

Deno.test("findEncoding() knows no encoding whose text can hold NUL or escape sequences", () => {
  for (const name of ["utf-16", "utf-16le", "ucs-2", "utf-32", "iso-2022-jp", "utf-7", "hz", ""]) {
    assert.equal(findEncoding(name), undefined, name);
  }
});
