import assert from "node:assert/strict";
import fc from "fast-check";
import { TerminalKeys, type TypedKey } from "../../../src/portals/line_editor/terminal_keys.ts";

const ENCODER = new TextEncoder();

/** Text as it is, keys in angle brackets. */
function shown(keys: readonly TypedKey[]): string {
  return keys.map((key) => key.kind === "text" ? key.text : `<${key.key}>`).join("");
}

function read(...chunks: readonly (string | Uint8Array)[]): string {
  const keys = new TerminalKeys();
  const bytes = chunks.map((chunk) => typeof chunk === "string" ? ENCODER.encode(chunk) : chunk);
  return shown(bytes.flatMap((one) => [...keys.read(one)]));
}

const SAMPLE = "é👋🏽 a\x01\x1b[A\x1bOB\x1b[1;5D\x1b[3~\x1bb\x1bf\x1b]0;title\x07x" +
  "\x1b[200~one\r\ntwo\x03\x1b[31m\tend\x1b[201~\x03\x04\x0c\r\n\x7f";

Deno.test("TerminalKeys reads text, keys and pastes, wherever they are cut", () => {
  const whole = read(SAMPLE);
  assert.equal(
    whole,
    "é👋🏽 a<home><older><newer><wordLeft><delete><wordLeft><wordRight>x" +
      "one<enter>two end<interrupt><endOfInput><redraw><enter><backspace>",
  );
  const bytes = ENCODER.encode(SAMPLE);
  for (let at = 0; at <= bytes.length; at++) {
    assert.equal(read(bytes.subarray(0, at), bytes.subarray(at)), whole, `cut at ${at}`);
  }
  assert.equal(read(...Array.from(bytes, (byte) => Uint8Array.of(byte))), whole);
});

Deno.test("TerminalKeys ends a line at CR, LF and CR LF", () => {
  assert.equal(read("a\rb\nc\r\nd\r", "\ne"), "a<enter>b<enter>c<enter>d<enter>e");
});

Deno.test("TerminalKeys lets no escape sequence through as text, and swallows no line's end", () => {
  assert.equal(read("\x1b]52;c;cGFzdGU=\x07a\x1bP1$r\x1b\\b"), "ab");
  assert.equal(read("\x1b[12\rx"), "<enter>x");
  assert.equal(read("\x1b]0;never ended\rx"), "<enter>x");
  assert.equal(read(`\x1b[${"1;".repeat(500)}Cx`), "x");
  assert.equal(read("\u009b31mx"), "31mx");
});

Deno.test("TerminalKeys reads a broken character as one that cannot be read", () => {
  assert.equal(read(Uint8Array.of(0xc3), "\r"), "\ufffd<enter>");
  assert.equal(read(Uint8Array.of(0xe2, 0x82), Uint8Array.of(0xac)), "€");
});

Deno.test("TerminalKeys never throws, and gives the same whatever is cut where", () => {
  const bytes = fc.array(
    fc.oneof(fc.constantFrom(27, 91, 79, 93, 13, 10, 7, 126, 50, 48, 195), fc.nat(255)),
    { maxLength: 60 },
  );
  fc.assert(fc.property(bytes, fc.nat(60), (sample, at) => {
    const whole = Uint8Array.from(sample);
    assert.equal(read(whole.subarray(0, at), whole.subarray(at)), read(whole));
  }));
});
