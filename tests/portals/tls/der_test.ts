import assert from "node:assert/strict";
import {
  bitString,
  integer,
  objectId,
  octetString,
  sequence,
  tagged,
  time,
  utf8String,
  wrapped,
} from "../../../src/portals/tls/der.ts";

function hex(bytes: Uint8Array): string {
  return bytes.toHex();
}

Deno.test("integer() is as short as can be, and never negative", () => {
  assert.equal(hex(integer(Uint8Array.of(0, 0, 5))), "020105");
  assert.equal(hex(integer(Uint8Array.of(0x80))), "02020080");
  assert.equal(hex(integer(Uint8Array.of(0, 0))), "020100");
});

Deno.test("objectId() writes long numbers in several bytes", () => {
  assert.equal(hex(objectId("1.2.840.10045.4.3.2")), "06082a8648ce3d040302");
  assert.equal(hex(objectId("2.5.4.3")), "0603550403");
});

Deno.test("sequence() writes a length below 128 in one byte, and longer ones in more", () => {
  assert.equal(hex(sequence()), "3000");
  assert.match(hex(octetString(new Uint8Array(127))), /^047f0/);
  assert.match(hex(octetString(new Uint8Array(128))), /^0481800/);
  assert.match(hex(octetString(new Uint8Array(300))), /^0482012c0/);
});

Deno.test("time() writes two digits of the year until 2049, and four from then on", () => {
  const text = (ms: number) => new TextDecoder().decode(time(ms).subarray(2));
  assert.equal(text(Date.UTC(2049, 11, 31, 23, 59, 59, 999)), "491231235959Z");
  assert.equal(text(Date.UTC(2050, 0, 1)), "20500101000000Z");
  assert.equal(time(Date.UTC(2049, 0, 1))[0], 0x17);
  assert.equal(time(Date.UTC(2050, 0, 1))[0], 0x18);
});

Deno.test("bitString(), utf8String(), tagged() and wrapped() have their tags", () => {
  assert.equal(hex(bitString(Uint8Array.of(0x80), 7)), "03020780");
  assert.equal(hex(utf8String("é")), "0c02c3a9");
  assert.equal(hex(tagged(2, Uint8Array.of(1))), "820101");
  assert.equal(hex(wrapped(3, integer(Uint8Array.of(1)))), "a303020101");
});
