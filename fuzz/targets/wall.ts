import assert from "node:assert/strict";
import * as v from "valibot";
import { PortalMessageSchema, ServerMessageSchema } from "../../src/core/boundary/messages.ts";
import { jsonOf } from "../checks.ts";
import type { FuzzTarget } from "../fuzz_target.ts";

/** A message over the wall, as JSON. */
export const WALL: FuzzTarget = {
  name: "wall",
  holds: "taken or refused, both ways; what was taken is a message still, also when cloned",
  words: [
    '"kind":"output"',
    '"kind":"input"',
    '"sessid":1',
    '"sessids":[1]',
    '"calls":[["text",[],{}]]',
  ],
  run(bytes) {
    const value = jsonOf(bytes);
    for (const schema of [PortalMessageSchema, ServerMessageSchema]) {
      const checked = v.safeParse(schema, value);
      if (!checked.success) continue;
      const again = v.safeParse(schema, structuredClone(checked.output));
      assert.ok(again.success);
      assert.deepEqual(again.output, checked.output);
    }
  },
};
