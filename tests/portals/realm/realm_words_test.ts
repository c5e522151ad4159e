import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  AcceptedSchema,
  AnswerSchema,
  BeatSchema,
  encodeWord,
  type Hello,
  PortalWordSchema,
  readWord,
} from "../../../src/portals/realm/realm_words.ts";

const HELLO: Hello = {
  ...{ kind: "hello", term: 7, portal: 12, instance: "0123456789abcdef", link: 3 },
  before: { link: 2, taken: 40 },
};

Deno.test("readWord() reads what encodeWord() wrote", () => {
  assert.deepEqual(readWord(encodeWord(HELLO), PortalWordSchema), HELLO);
  const beat = { kind: "beat", term: 7, wall: 1 } as const;
  assert.deepEqual(readWord(encodeWord(beat), BeatSchema), beat);
});

Deno.test("readWord() takes nothing that does not fit, whoever sent it", () => {
  const wrong = [
    { ...HELLO, portal: 0 },
    { ...HELLO, portal: 9_000_001 },
    { ...HELLO, instance: "../../etc" },
    { ...HELLO, before: { link: 2, taken: -1 } },
    { ...HELLO, more: 1 },
    { kind: "beat" },
    null,
  ];
  for (const word of wrong) {
    const bytes = new TextEncoder().encode(JSON.stringify(word));
    assert.equal(readWord(bytes, PortalWordSchema), undefined, JSON.stringify(word));
  }
});

Deno.test("readWord() throws at nothing", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    for (const schema of [PortalWordSchema, AnswerSchema, BeatSchema, AcceptedSchema]) {
      readWord<unknown>(bytes, schema);
    }
  }));
  assert.equal(readWord(new Uint8Array([0xff]), BeatSchema), undefined);
});
