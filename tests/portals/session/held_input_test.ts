import assert from "node:assert/strict";
import { HeldInput } from "../../../src/portals/session/held_input.ts";
import { typed } from "./portal_lab.ts";

Deno.test("HeldInput.putBack() lets no line in behind one that was lost", () => {
  for (const before of [[], [typed(1, "early")]]) {
    const lost: number[] = [];
    const options = {
      perSession: 2,
      characters: 1000,
      onLost: (sessid: number) => lost.push(sessid),
    };
    const held = new HeldInput(options);
    for (const line of ["first", "second", "lost"]) held.add(message(typed(1, line)));
    held.putBack(before.map(message));
    held.add(message(typed(1, "behind it")));
    const lines = held.takeAll().map(({ calls }) => calls[0]?.[1][0]);
    assert.deepEqual(lines, before.length === 0 ? ["first", "second"] : ["early", "first"]);
    assert.ok(lost.every((sessid) => sessid === 1) && lost.length > 0);
  }
});

type Message = Parameters<HeldInput["add"]>[0];

/** What typed() makes is input. */
function message(input: ReturnType<typeof typed>): Message {
  assert.ok(input.kind === "input");
  return input;
}
