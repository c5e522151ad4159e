import assert from "node:assert/strict";
import fc from "fast-check";
import { LineAssembler, type LineEvent } from "../../../src/portals/telnet/line_assembler.ts";
import { WireEncoding } from "../../../src/portals/telnet/wire_encoding.ts";
import { bytes } from "./fake_peer.ts";

const LIMIT = 100;

function newAssembler(): LineAssembler {
  return new LineAssembler({ maxCharacters: LIMIT, encoding: new WireEncoding() });
}

function read(...pieces: readonly Uint8Array[]): LineEvent[] {
  const assembler = newAssembler();
  return pieces.flatMap((piece) => assembler.push(piece));
}

function lines(...pieces: readonly Uint8Array[]): string[] {
  return read(...pieces).map((event) => event.kind === "line" ? event.text : `<${event.kind}>`);
}

function byteByByte(data: Uint8Array): Uint8Array[] {
  return Array.from(data, (byte) => Uint8Array.of(byte));
}

const SAMPLES:
  readonly (readonly [name: string, sample: Uint8Array, lines: string[], wire?: string])[] = [
    ["CR LF", bytes("a\r\n\r\nb\r\n"), ["a", "", "b"], "wire 11. line ends: "],
    ["CR NUL", bytes("a\r\0\r\0b\r\0"), ["a", "", "b"], "wire 11. line ends: "],
    ["CR", bytes("a\r\rb\r"), ["a", "", "b"], "wire 11. line ends: "],
    ["LF", bytes("a\n\nb\n"), ["a", "", "b"], "wire 11. line ends: "],
    ["LF CR", bytes("a\n\r\n\rb\n\r"), ["a", "", "b"], "wire 11. line ends: "],
    [
      "mixed ends",
      bytes("a\r\nb\nc\rd\r\0e\n\r\n"),
      ["a", "b", "c", "d", "e", ""],
      "wire 11. line ends: ",
    ],
    ["UTF-8", bytes("caf", 0xc3, 0xa9, "\r\n"), ["café"], "wire 12. UTF-8 split: "],
    ["what is not UTF-8 as Latin-1 while UTF-8 is not proven", bytes("caf", 0xe9, 0x80, "\n"), [
      "café€",
    ]],
    [
      "byte 255 (Cyrillic in CP1251) as one letter",
      bytes(0xff, "\n"),
      ["ÿ"],
      "wire 12. CP1251 letter: ",
    ],
    [
      "broken UTF-8 with a replacement character once UTF-8 was proven",
      bytes(0xc3, 0xa9, "\na", 0xe9, "b\n"),
      ["é", "a\ufffdb"],
    ],
    ["control characters as nothing, but TAB", bytes("a\x01\x02\tb\x07\x1a\n"), ["a\tb"]],
    ["eight-bit control characters as nothing", bytes("a", 0xc2, 0x9b, "31mb\n"), ["a31mb"]],
    ["colour sequences as nothing", bytes("a\x1b[31;1mb\x1b[0m\n"), ["ab"]],
    ["a window title as nothing", bytes("a\x1b]0;title\x07b\x1b]2;t\x1b\\c\n"), ["abc"]],
    ["an arrow key in application mode as nothing", bytes("a\x1bOAb\n"), ["ab"]],
    ["an escape sequence that the line's end cuts short", bytes("a\x1b[31\nb\x1b]0;x\r\nc\n"), [
      "a",
      "b",
      "c",
    ]],
    ["backspace and delete", bytes("lokk", 0x08, 0x7f, "ok\r\0"), ["look"]],
    ["backspace over an accent and an emoji", bytes("ae\u0301👨‍👩‍👧é", 8, 8, 8, "b\n"), ["ab"]],
    ["backspace at the start of a line", bytes(0x7f, 0x7f, "a\n"), ["a"]],
    ["the key that kills the line", bytes("rm everything", 0x15, "look\n"), ["look"]],
    ["the key that kills a word", bytes("get red  ", 0x17, "sword\n"), ["get sword"]],
  ];

for (const [name, sample, expected, wire = ""] of SAMPLES) {
  Deno.test(`${wire}LineAssembler reads ${name}, cut at every byte or not at all`, () => {
    assert.deepEqual(lines(sample), expected);
    assert.deepEqual(lines(...byteByByte(sample)), expected);
    for (let at = 1; at < sample.length; at++) {
      assert.deepEqual(lines(sample.subarray(0, at), sample.subarray(at)), expected);
    }
  });
}

Deno.test("LineAssembler takes a lone NUL as a sign of life and no line", () => {
  assert.deepEqual(read(bytes("\0")), [{ kind: "alive" }]);
  assert.deepEqual(read(bytes("a\0b\n")), [{ kind: "alive" }, { kind: "line", text: "ab" }]);
});

Deno.test("LineAssembler reads nothing but UTF-8 when no encoding is given", () => {
  const assembler = new LineAssembler({ maxCharacters: LIMIT });
  assert.deepEqual(assembler.push(bytes("a", 0xe9, "\n")), [{ kind: "line", text: "a\ufffd" }]);
});

Deno.test("LineAssembler drops a line over the limit whole and reads the next", () => {
  const fits = "x".repeat(LIMIT);
  assert.deepEqual(lines(bytes(`${fits}\n${fits}x\nnext\n`)), [fits, "<tooLong>", "next"]);
  assert.deepEqual(lines(bytes("é".repeat(LIMIT), "\n")), ["é".repeat(LIMIT)]);
  assert.deepEqual(lines(bytes("x".repeat(LIMIT * 50), "\nnext\n")), ["<tooLong>", "next"]);
});

Deno.test("LineAssembler keeps no more than its limit of a 1 MiB line without an end", () => {
  const assembler = new LineAssembler({ maxCharacters: LIMIT });
  const piece = new Uint8Array(65_536).fill(0x41);
  const events = Array.from({ length: 16 }, () => {
    const said = assembler.push(piece);
    assert.ok(assembler.capacity <= LIMIT * 4);
    return said;
  });
  assert.deepEqual(events.flat(), [{ kind: "tooLong" }]);
  assert.deepEqual(assembler.push(bytes("\nnext\n")), [{ kind: "line", text: "next" }]);
});

const typed = fc.array(
  fc.oneof(
    fc.constantFrom(0, 8, 9, 10, 13, 0x15, 0x17, 0x1b, 0x5b, 0x5d, 0x7f, 0xc3, 0xa9, 32, 65),
    fc.integer({ min: 0, max: 255 }),
  ),
  { maxLength: 300 },
).map((list) => Uint8Array.from(list));

Deno.test("LineAssembler reads random bytes without throwing, the same however they are cut", () => {
  fc.assert(fc.property(typed, fc.nat(300), (sample, cut) => {
    const withoutLife = (list: string[]) => list.filter((line) => line !== "<alive>");
    const whole = withoutLife(lines(sample));
    assert.deepEqual(withoutLife(lines(...byteByByte(sample))), whole);
    assert.deepEqual(withoutLife(lines(sample.subarray(0, cut), sample.subarray(cut))), whole);
  }));
});

Deno.test("LineAssembler never gives out a control character or a line over the limit", () => {
  fc.assert(fc.property(typed, (sample) => {
    for (const event of read(sample)) {
      if (event.kind !== "line") continue;
      assert.ok(event.text.length <= LIMIT);
      assert.ok([...event.text].every((c) => c === "\t" || (c >= " " && !/\p{Cc}/u.test(c))));
    }
  }));
});
