import assert from "node:assert/strict";
import fc from "fast-check";
import { ManualClock } from "../../../src/core/clock.ts";
import { type Encoding, ENCODINGS } from "../../../src/core/text/encodings.ts";
import { COMMAND, CONTROL } from "../../../src/portals/telnet/telnet_bytes.ts";
import { doubleIac } from "../../../src/portals/telnet/encode.ts";
import { TelnetInput } from "../../../src/portals/telnet/telnet_input.ts";
import { WireEncoding } from "../../../src/portals/telnet/wire_encoding.ts";

const CLOCK = new ManualClock();
const LINE_END = Uint8Array.of(CONTROL.CR, CONTROL.LF);

function read(encoding: Encoding, pieces: readonly Uint8Array[]): readonly string[] {
  const wireEncoding = new WireEncoding();
  wireEncoding.use(encoding);
  const input = new TelnetInput({
    payloadLimit: () => 100,
    openMs: 10_000,
    clock: CLOCK,
    lineCharacters: 1000,
    encoding: wireEncoding,
  });
  return pieces.flatMap((piece) =>
    [...input.read(piece)].flatMap((event) => event.kind === "line" ? [event.text] : [])
  );
}

const encodings = fc.constantFrom(...ENCODINGS);

Deno.test("wire 12. TelnetInput reads the same lines in every encoding, wherever the bytes are cut", () => {
  const typed = fc.uint8Array({ maxLength: 60 }).map((bytes) =>
    Uint8Array.from([...LINE_END, ...bytes, ...LINE_END])
  );
  fc.assert(fc.property(encodings, typed, fc.nat(60), (encoding, typed, at) => {
    const whole = read(encoding, [typed]);
    assert.deepEqual(read(encoding, [typed.subarray(0, at), typed.subarray(at)]), whole);
    assert.deepEqual(read(encoding, Array.from(typed, (byte) => Uint8Array.of(byte))), whole);
  }));
});

Deno.test("WireEncoding reads back what it wrote, and doubles every byte 255", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
  fc.assert(fc.property(encodings, text, (name, text) => {
    const encoding = new WireEncoding();
    encoding.use(name);
    const wire = encoding.toWire(new TextEncoder().encode(text));
    const plain = undoubled(wire);
    assert.deepEqual(doubleIac(plain), wire);
    const read = encoding.fromWire(plain);
    assert.deepEqual(encoding.toWire(read), wire);
    if (name === "utf-8") assert.equal(new TextDecoder().decode(read), text);
  }));
});

function undoubled(bytes: Uint8Array): Uint8Array {
  const isSecond = (at: number): boolean =>
    bytes[at] === COMMAND.IAC && bytes[at - 1] === COMMAND.IAC && !isSecond(at - 1);
  return bytes.filter((_, at) => !isSecond(at));
}
