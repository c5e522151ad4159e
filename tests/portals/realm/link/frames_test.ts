import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  decodeFrame,
  encodeFrame,
  HEADER_BYTES,
  Joiner,
  split,
} from "../../../../src/portals/realm/link/frames.ts";
import {
  decodeEnvelope,
  encodeEnvelope,
} from "../../../../src/portals/realm/link/envelope_codec.ts";

const MAX = 1_000_000;
const NOTHING = new Uint8Array();

/** What messages may hold: JSON, `undefined` and bytes. */
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    ...[fc.constant(undefined), fc.constant(null), fc.boolean(), fc.string({ unit: "grapheme" })],
    // There is no negative zero in CBOR's integers.
    fc.double().map((number) => number === 0 ? 0 : number),
    ...[fc.maxSafeInteger(), fc.uint8Array()],
    ...[
      fc.array(tie("value")),
      fc.dictionary(fc.string(), tie("value"), { noNullPrototype: true }),
    ],
  ),
})).value;

Deno.test("decodeFrame() reads what encodeFrame() wrote, whatever its number", () => {
  const numbers = fc.oneof(
    fc.integer({ min: 1, max: 2 ** 48 - 1 }),
    fc.constantFrom(1, 2 ** 32 - 1, 2 ** 32, 2 ** 48 - 1),
  );
  fc.assert(fc.property(
    ...[numbers, fc.constantFrom("part", "last"), fc.uint8Array({ minLength: 1 })] as const,
    (number, kind, part) => {
      assert.deepEqual(decodeFrame(encodeFrame({ kind, number, part })), { kind, number, part });
    },
  ));
  for (const kind of ["keepalive", "end"] as const) {
    const frame = { kind, number: 7, part: NOTHING };
    assert.deepEqual(decodeFrame(encodeFrame(frame)), frame);
  }
});

Deno.test("decodeFrame() knows what is no frame", () => {
  const frame = encodeFrame({ kind: "last", number: 1, part: Uint8Array.of(1) });
  for (let length = 0; length <= HEADER_BYTES; length++) {
    assert.equal(decodeFrame(frame.subarray(0, length)), undefined, `${length} bytes`);
  }
  assert.equal(decodeFrame(Uint8Array.of(9, ...frame.subarray(1))), undefined);
  const chatty = encodeFrame({ kind: "keepalive", number: 1, part: Uint8Array.of(1) });
  assert.equal(decodeFrame(chatty), undefined);
});

Deno.test("Joiner puts together what split() took apart, whatever the parts' length", () => {
  fc.assert(fc.property(
    ...[fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.integer({ min: 1, max: 50 })] as const,
    (encoded, length) => {
      const joiner = new Joiner(200);
      const parts = split(encoded, length);
      const wholes = parts.map((part, at) =>
        joiner.add(part, at === parts.length - 1 ? "last" : "part")
      );
      assert.deepEqual(wholes.pop(), encoded);
      assert.deepEqual(wholes.filter((whole) => whole !== undefined), []);
      assert.ok(parts.every((part) => part.length <= length));
    },
  ));
});

Deno.test("Joiner keeps nothing of what is too long, and goes on with the next", () => {
  const joiner = new Joiner(3);
  assert.equal(joiner.add(Uint8Array.of(1, 2), "part"), undefined);
  assert.equal(joiner.add(Uint8Array.of(3, 4), "part"), "tooLong");
  assert.equal(joiner.add(Uint8Array.of(1, 2), "part"), undefined);
  assert.deepEqual(joiner.add(Uint8Array.of(3), "last"), Uint8Array.of(1, 2, 3));
});

Deno.test("decodeEnvelope() reads what encodeEnvelope() wrote, with the keys in their order", () => {
  fc.assert(fc.property(fc.array(plain), fc.nat(), (messages, taken) => {
    const envelope = { epoch: 7, taken, messages };
    const decoded = decodeEnvelope(encodeEnvelope(envelope, MAX));
    assert.deepEqual(decoded, envelope);
    assert.equal(JSON.stringify(decoded), JSON.stringify(envelope));
  }));
});

Deno.test("decodeEnvelope() reads a lone surrogate as the sign for what is no letter", () => {
  for (const text of ["\ud83d", `${"long ".repeat(20)}\udc00`]) {
    const bytes = encodeEnvelope({ epoch: 1, taken: 0, messages: [text] }, MAX);
    assert.deepEqual(decodeEnvelope(bytes)?.messages, [text.replace(/.$/, "\ufffd")]);
  }
});

Deno.test("encodeEnvelope() refuses what would arrive as something else, or not at all", () => {
  const circle: unknown[] = [];
  circle.push(circle);
  const strange = [
    ...[() => 1, Symbol("s"), 7n, new Date(0), new Map(), new Set(), /x/, new Error("e"), circle],
    ...[new ArrayBuffer(1), new DataView(new ArrayBuffer(1)), new Int8Array(1)],
    ...[new Uint8ClampedArray(1), new Float64Array(1), new BigInt64Array(1)],
  ];
  for (const value of strange) {
    const envelope = { epoch: 1, taken: 0, messages: [{ in: value }] };
    assert.throws(() => encodeEnvelope(envelope, MAX), Error);
  }
});

Deno.test("encodeEnvelope() refuses what is too long", () => {
  const envelope = { epoch: 1, taken: 0, messages: ["long ".repeat(20)] };
  const { length } = encodeEnvelope(envelope, MAX);
  assert.equal(encodeEnvelope(envelope, length).length, length);
  assert.throws(() => encodeEnvelope(envelope, length - 1), RangeError);
});

Deno.test("decodeEnvelope() knows what is no envelope, cut anywhere", () => {
  const bytes = encodeEnvelope({ epoch: 1, taken: 0, messages: [{ said: "hello" }] }, MAX);
  for (let length = 0; length < bytes.length; length++) {
    assert.equal(decodeEnvelope(bytes.subarray(0, length)), undefined, `${length} bytes`);
  }
  assert.equal(decodeEnvelope(Uint8Array.of(...bytes, 0)), undefined);
});

Deno.test("decodeEnvelope() refuses tags, lengths that are left open, and a key that comes twice", () => {
  // {"epoch": 1, "taken": 0, "messages": …}
  const head = [0xa3, 0x65, ...ascii("epoch"), 1, 0x65, ...ascii("taken"), 0, 0x68];
  const bytes = (...messages: number[]) =>
    Uint8Array.of(...head, ...ascii("messages"), ...messages);
  assert.deepEqual(decodeEnvelope(bytes(0x80))?.messages, []);
  assert.equal(decodeEnvelope(bytes(0x81, 0xc1, 0)), undefined, "a tag");
  assert.equal(decodeEnvelope(bytes(0x9f, 0xff)), undefined, "an open length");
  assert.equal(decodeEnvelope(bytes(0x9b, 0, 0, 0, 1, 0, 0, 0, 0)), undefined, "an endless list");
  assert.equal(decodeEnvelope(bytes(0x81, 0xa2, 0x61, 97, 0, 0x61, 97, 0)), undefined, "twice");
  const deep = new Uint8Array(MAX).fill(0x81);
  assert.equal(decodeEnvelope(deep), undefined, "a list in a list in a list");
});

Deno.test("decodeEnvelope() leaves the prototype of what it makes alone", () => {
  const messages = [JSON.parse('{"__proto__":{"isStaff":true}}')];
  const decoded = decodeEnvelope(encodeEnvelope({ epoch: 1, taken: 0, messages }, MAX));
  const [message] = decoded?.messages ?? [];
  assert.equal(Object.getPrototypeOf(message), Object.prototype);
  assert.equal((message as { isStaff?: boolean }).isStaff, undefined);
});

Deno.test("decodeFrame() and decodeEnvelope() throw at nothing", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      decodeFrame(bytes);
      assert.equal(decodeEnvelope(bytes), undefined);
    }),
    { numRuns: 2000 },
  );
});

function ascii(text: string): readonly number[] {
  return [...new TextEncoder().encode(text)];
}
