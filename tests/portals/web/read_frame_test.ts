import assert from "node:assert/strict";
import fc from "fast-check";
import { flagsAtConnect, readClientOptions } from "../../../src/portals/web/client_options.ts";
import { isAllowedOrigin } from "../../../src/portals/web/origin.ts";
import { readFrame } from "../../../src/portals/web/read_frame.ts";
import { cleanText, splitTypedLines } from "../../../src/portals/web/typed_lines.ts";

const LIMITS = { maxLineLength: 50, maxDepth: 4 };

Deno.test("readFrame() never throws, whatever the text", () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), (text) => {
    assert.equal(typeof readFrame(text, LIMITS).kind, "string");
  }));
});

Deno.test("readFrame() gives back every call that is not one of its own", () => {
  const args = fc.array(fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null)));
  fc.assert(fc.property(args, fc.dictionary(fc.string(), fc.string()), (args, kwargs) => {
    const sent = JSON.stringify(["Core.Hello", args, kwargs]);
    const frame = readFrame(sent, LIMITS);
    assert.equal(frame.kind, "call");
    assert.equal(frame.kind === "call" && JSON.stringify(frame.call), sent);
  }));
});

Deno.test("readFrame() ignores a frame nested deeper than maxDepth, brackets in strings apart", () => {
  const kindOf = (text: string) => readFrame(text, LIMITS).kind;
  assert.equal(kindOf(`["a",[[[1]]],{}]`), "call");
  assert.equal(kindOf(`["a",[[[[1]]]],{}]`), "ignored");
  assert.equal(kindOf(`["a",["[[[[[[\\"[[[["],{}]`), "call");
});

Deno.test("readFrame() reads a long frame of quotes in linear time", () => {
  // half a million steps when linear; a quadratic reader would not end
  assert.equal(readFrame(`"${'\\"'.repeat(250_000)}`, LIMITS).kind, "ignored");
});

Deno.test("readFrame() ignores names that could not be logged", () => {
  for (const name of ["", "a b", "a\nb", "x".repeat(65), "é"]) {
    assert.equal(readFrame(JSON.stringify([name, [], {}]), LIMITS).kind, "ignored");
  }
});

Deno.test("cleanText() leaves no control character but TAB", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    // deno-lint-ignore no-control-regex -- control characters are what is looked for
    assert.doesNotMatch(cleanText(text), /[\x00-\x08\x0a-\x1f\x7f-\x9f]/);
    assert.ok(cleanText(text).isWellFormed());
  }));
});

Deno.test("cleanText() takes out whole terminal sequences", () => {
  assert.equal(cleanText("a\x1b[1;31mb\x1b]0;title\x07c\x1b]8;;u\x1b\\d\x1b(Be\x1b"), "abcde");
});

Deno.test("splitTypedLines() gives the lines of any text that ends in a newline", () => {
  const line = fc.string({ maxLength: 50 });
  fc.assert(fc.property(fc.array(line, { minLength: 1 }), (lines) => {
    assert.deepEqual(splitTypedLines(`${lines.join("\n")}\n`, 50), { lines, tooLong: 0 });
    assert.deepEqual(splitTypedLines(`${lines.join("\r\n")}\r\n`, 50), { lines, tooLong: 0 });
  }));
});

Deno.test("readClientOptions() clamps sizes and leaves out what is no size", () => {
  fc.assert(fc.property(fc.anything(), fc.anything(), (width, height) => {
    const flags = readClientOptions({ screenwidth: width, screenheight: height });
    const { screenWidth = 20, screenHeight = 5 } = flags;
    assert.ok(Number.isInteger(screenWidth) && screenWidth >= 20 && screenWidth <= 500);
    assert.ok(Number.isInteger(screenHeight) && screenHeight >= 5 && screenHeight <= 300);
  }));
  assert.deepEqual(readClientOptions({ screenwidth: { 0: 90 }, screenheight: "30" }), {
    screenWidth: 90,
  });
});

Deno.test("readClientOptions() cleans a client's name and cuts it to 40 characters", () => {
  const nameOf = (client: unknown) => readClientOptions({ client }).clientName;
  assert.equal(nameOf(" My\x1b[2J\n Client \0"), "MY CLIENT");
  assert.equal(nameOf("\x07"), undefined);
  assert.equal(nameOf(["x"]), undefined);
  assert.equal(nameOf("ß".repeat(30)), "S".repeat(40));
  fc.assert(fc.property(fc.string({ unit: "binary", minLength: 60 }), (client) => {
    assert.ok([...(nameOf(client) ?? "")].length <= 40);
  }));
});

Deno.test("readClientOptions() reads switches as Evennia does (10.2.4)", () => {
  assert.deepEqual(readClientOptions({ screenreader: "on", nocolor: false }), {
    screenReader: true,
    noColor: false,
  });
  assert.deepEqual(readClientOptions({ inputdebug: "on" }), { inputDebug: true });
  assert.deepEqual(readClientOptions({ gmcp: true }), { gmcp: true });
  assert.deepEqual(readClientOptions({ screenreader: {}, nocolor: null }), {});
});

Deno.test("flagsAtConnect() names the browser's family", () => {
  const edge = "Mozilla/5.0 AppleWebKit/537 (KHTML) Chrome/120.0 Safari/537.36 Edg/120.0";
  assert.equal(flagsAtConnect(edge).clientName, "EDGE");
  assert.equal(flagsAtConnect("Mozilla/5.0 Chrome/120.0 Safari/537.36").clientName, "CHROME");
  assert.equal(flagsAtConnect("mudproxy/2.1 (linux)").clientName, "MUDPROXY");
  assert.equal("clientName" in flagsAtConnect(undefined), false);
});

Deno.test("isAllowedOrigin() compares whole hosts, default ports included", () => {
  const allow = (origin: string | undefined, host: string | undefined) =>
    isAllowedOrigin(origin, host, []);
  assert.ok(allow(undefined, "a.example"));
  assert.ok(allow("https://a.example", "a.example"));
  assert.ok(allow("https://a.example", "a.example:443"));
  assert.ok(allow("http://A.example:80", "a.example"));
  assert.ok(!allow("http://a.example:8080", "a.example"));
  assert.ok(!allow("http://a.example.evil", "a.example"));
  assert.ok(!allow("http://evil", "x@evil"));
  assert.ok(!allow("http://evil", "evil/x"));
  assert.ok(!allow("http://a.example", undefined));
  assert.ok(!allow("", ""));
});

Deno.test("isAllowedOrigin() never throws", () => {
  fc.assert(fc.property(fc.string(), fc.string(), fc.array(fc.string()), (origin, host, list) => {
    assert.equal(typeof isAllowedOrigin(origin, host, list), "boolean");
  }));
});
