import * as fc from "fast-check";
import assert from "node:assert/strict";
import type { MsdpValue } from "../../../src/portals/msdp/msdp_value.ts";
import { readMsdp } from "../../../src/portals/msdp/read_msdp.ts";
import { toMsdp, writeMsdp } from "../../../src/portals/msdp/write_msdp.ts";

const LIMITS = { depth: 8, values: 1000 };

// deno-lint-ignore no-control-regex
const SHAPE = /[\u0000-\u0006]/g;
/** Text that MSDP can say: no control characters, and no half of a surrogate pair. */
const text = fc.string({ unit: "grapheme" }).map((one) => one.replace(SHAPE, ""));
const name = text.filter((one) => one !== "" && one !== "__proto__");
const { value } = fc.letrec<{ value: MsdpValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(name, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

function bytes(...parts: readonly (string | number)[]): Uint8Array {
  const encoder = new TextEncoder();
  return Uint8Array.from(
    parts.flatMap((part) => typeof part === "number" ? [part] : [...encoder.encode(part)]),
  );
}

const ROOM = bytes(
  ...[1, "ROOM", 2, 3, 1, "VNUM", 2, "6008", 1, "EXITS", 2, 3, 1, "n", 2, "6011", 4, 4],
);

Deno.test("wire 19. MSDP nested: a table within a table is read and written byte for byte", () => {
  const room = { VNUM: "6008", EXITS: { n: "6011" } };
  const read = readMsdp(ROOM, LIMITS);
  assert.deepEqual(read, { kind: "variables", variables: [{ name: "ROOM", value: room }] });
  assert.deepEqual(writeMsdp("ROOM", room), ROOM);
});

Deno.test("wire 19. MSDP nested: what is written is read back, whatever it is", () => {
  fc.assert(fc.property(name, value, (variable, data) => {
    const read = readMsdp(writeMsdp(variable, data), { depth: 100, values: 10_000 });
    assert.deepEqual(read, { kind: "variables", variables: [{ name: variable, value: data }] });
  }));
});

Deno.test("wire 19. MSDP nested: cut at every byte it is read or refused, and nothing throws", () => {
  for (let end = 0; end < ROOM.length; end++) {
    const read = readMsdp(ROOM.subarray(0, end), LIMITS);
    if (end > 6) assert.equal(read.kind, "refused", `cut at ${end}`);
    else assert.ok(["refused", "variables"].includes(read.kind));
  }
  fc.assert(fc.property(fc.uint8Array({ max: 7 }), (payload) => {
    const read = readMsdp(payload, LIMITS);
    assert.ok(read.kind === "refused" || read.variables.every(({ name }) => name !== ""));
  }));
});

Deno.test("readMsdp() takes repeated values as a list", () => {
  const payload = bytes(1, "REPORT", 2, "HEALTH", 2, "MANA", 1, "LIST", 2, "COMMANDS");
  assert.deepEqual(readMsdp(payload, LIMITS), {
    kind: "variables",
    variables: [
      { name: "REPORT", value: ["HEALTH", "MANA"] },
      { name: "LIST", value: "COMMANDS" },
    ],
  });
});

Deno.test("readMsdp() refuses what is too deep, too much, or without an end", () => {
  const deep = bytes(1, "A", ...Array.from({ length: 60 }, () => [2, 5]).flat());
  assert.deepEqual(readMsdp(deep, LIMITS), { kind: "refused", why: "too deep" });
  const many = bytes(1, "A", ...Array.from({ length: 1001 }, () => 2));
  assert.deepEqual(readMsdp(many, LIMITS), { kind: "refused", why: "too many MSDP values" });
  const why = "MSDP list or table without an end";
  assert.deepEqual(readMsdp(bytes(1, "A", 2, 5, 2, "x"), LIMITS), { kind: "refused", why });
});

Deno.test("toMsdp() says numbers, truth and nothing as text, and leaves out bytes of shape", () => {
  const data = { hp: 10, dead: false, name: "A\u0001B\u0000", none: null, list: [1, true] };
  const told = { hp: "10", dead: "0", name: "AB", none: "", list: ["1", "1"] };
  assert.deepEqual(toMsdp(data, 2), told);
  assert.equal(toMsdp([[["deep"]]], 2), undefined);
});
