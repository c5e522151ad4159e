import assert from "node:assert/strict";
import fc from "fast-check";
import { type GmcpMessage, readGmcp } from "../../../src/portals/gmcp/read_message.ts";
import { writeGmcp } from "../../../src/portals/gmcp/write_message.ts";

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

function read(text: string): GmcpMessage {
  return readGmcp(ENCODER.encode(text), { depth: 4 });
}

function message(args: readonly unknown[], kwargs: Readonly<Record<string, unknown>>): GmcpMessage {
  return { kind: "message", name: "Room.Info", args, kwargs };
}

Deno.test("readGmcp() reads each kind of data", () => {
  assert.deepEqual(read("Room.Info"), message([], {}));
  assert.deepEqual(read("Room.Info "), message([], {}));
  assert.deepEqual(read('Room.Info {"num":1}'), message([], { num: 1 }));
  assert.deepEqual(read('Room.Info ["a",{"b":2}]'), message(["a", { b: 2 }], {}));
  assert.deepEqual(read("Room.Info 120"), message([120], {}));
  assert.deepEqual(read('Room.Info ""'), message([""], {}));
  for (const value of [null, false, 0]) {
    assert.deepEqual(read(`Room.Info ${value}`), message([value], {}));
  }
});

Deno.test("readGmcp() takes a line break or a tab for the blank before the data", () => {
  assert.deepEqual(read('Room.Info\n{"num":1}'), message([], { num: 1 }));
  assert.deepEqual(read('Room.Info\t {"num":1}\r\n'), message([], { num: 1 }));
});

Deno.test("readGmcp() takes plain words for text", () => {
  assert.deepEqual(read("Room.Info the hall"), message(["the hall"], {}));
  assert.deepEqual(read("Room.Info True"), message(["True"], {}));
});

Deno.test("readGmcp() reads a key that means something to JavaScript as any other", () => {
  const found = read('Room.Info {"__proto__":{"isAdmin":true}}');
  assert.ok(found.kind === "message");
  assert.deepEqual(Object.keys(found.kwargs), ["__proto__"]);
  assert.equal(Object.getPrototypeOf(found.kwargs), Object.prototype);
});

const REFUSED: readonly (readonly [text: string, why: string])[] = [
  ['Room.Info {"num":}', "not JSON"],
  ["Room.Info [1,2", "not JSON"],
  ['Room.Info "open', "not JSON"],
  ["Room.Info {'num':1}", "not JSON"],
  ['Room.Info {"num":1}\0', "not JSON"],
  ["Room.Info two\x1b[31mwords", "not JSON"],
  [`Room.Info ${"[".repeat(60)}${"]".repeat(60)}`, "too deep"],
  ["Room.Info [[[[[1]]]]]", "too deep"],
  ["", "not a name"],
  ["  ", "not a name"],
  ["{}", "not a name"],
  ["Room..Info", "not a name"],
  ["Room.Info\0", "not a name"],
  ["Räume", "not a name"],
  ["x".repeat(65), "not a name"],
];

Deno.test("readGmcp() says why a message cannot be used", () => {
  for (const [text, why] of REFUSED) assert.deepEqual(read(text), { kind: "refused", why }, text);
});

Deno.test("readGmcp() counts brackets as depth, but for those in strings", () => {
  assert.deepEqual(read("Room.Info [[[[1]]]]"), message([[[[1]]]], {}));
  assert.deepEqual(read('Room.Info "[[[[[[[\\"[["'), message(['[[[[[[["[['], {}));
});

Deno.test("readGmcp() reads any JSON as it was written", () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
    const text = JSON.stringify(value);
    const same: unknown = JSON.parse(text);
    const expected = Array.isArray(same)
      ? message(same, {})
      : typeof same === "object" && same !== null
      ? message([], { ...same })
      : message([same], {});
    assert.deepEqual(read(`Room.Info ${text}`), expected);
  }));
});

Deno.test("readGmcp() reads what writeGmcp() wrote of keyword arguments", () => {
  const json = fc.jsonValue({ maxDepth: 2 }).map((value): unknown =>
    JSON.parse(JSON.stringify(value))
  );
  fc.assert(fc.property(fc.dictionary(fc.string(), json, { minKeys: 1 }), (kwargs) => {
    const payload = writeGmcp("Room.Info", ["room_info", [], kwargs]);
    assert.ok(payload !== undefined && !payload.includes(0) && !payload.includes(255));
    assert.deepEqual(readGmcp(payload, { depth: 4 }), message([], { ...kwargs }));
  }));
});

Deno.test("readGmcp() never throws, whatever the bytes", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
    assert.match(readGmcp(bytes, { depth: 4 }).kind, /^(?:message|refused)$/);
  }));
});

Deno.test("writeGmcp() writes arguments as Evennia does", () => {
  const written = (args: readonly unknown[], kwargs: Readonly<Record<string, unknown>> = {}) =>
    DECODER.decode(writeGmcp("A.B", ["a_b", args, kwargs]));
  assert.equal(written([]), "A.B");
  assert.equal(written([0]), "A.B 0");
  assert.equal(written(["x"]), 'A.B "x"');
  assert.equal(written([1, "x"]), 'A.B [1,"x"]');
  assert.equal(written([], { n: 1 }), 'A.B {"n":1}');
  assert.equal(written([1], { n: 1 }), 'A.B [1,{"n":1}]');
  assert.equal(written([1, 2], { n: 1 }), 'A.B [[1,2],{"n":1}]');
  assert.equal(written([undefined]), "A.B null");
});

Deno.test("writeGmcp() keeps a message on one line, without the byte 0", () => {
  const written = DECODER.decode(writeGmcp("A.B", ["a_b", ["a\n\0\ud800ÿ"], {}]));
  assert.equal(written, 'A.B "a\\n\\u0000\\ud800ÿ"');
});

Deno.test("writeGmcp() writes nothing that JSON cannot hold", () => {
  const circle: unknown[] = [];
  circle.push(circle);
  assert.equal(writeGmcp("A.B", ["a_b", circle, {}]), undefined);
  assert.equal(writeGmcp("A.B", ["a_b", [1n], {}]), undefined);
});
