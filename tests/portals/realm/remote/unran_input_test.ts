import assert from "node:assert/strict";
import type { InputMessage } from "../../../../src/portals/session/held_input.ts";
import { UnranInput } from "../../../../src/portals/realm/remote/unran_input.ts";

function typed(sessid: number, line: number): InputMessage {
  return { kind: "input", sessid, calls: [["text", [`line ${line}`], {}]], secret: false, line };
}

Deno.test("UnranInput keeps what was sent until it ran, in the order of each session", () => {
  const unran = new UnranInput();
  const sent = [typed(1, 1), typed(2, 1), typed(1, 2), typed(1, 3)];
  for (const message of sent) assert.equal(unran.add(message), message);

  unran.ran([[1, 1], [9, 4]]);

  assert.deepEqual(unran.takeAll({ hasDied: false }), [typed(1, 2), typed(1, 3), typed(2, 1)]);
  assert.deepEqual(unran.takeAll({ hasDied: false }), []);
});

Deno.test("UnranInput forgets what a session sent that has ended", () => {
  const unran = new UnranInput();
  unran.add(typed(1, 1));
  unran.add(typed(2, 1));
  unran.forget(1);
  assert.deepEqual(unran.takeAll({ hasDied: false }), [typed(2, 1)]);
});

Deno.test("UnranInput lets what has no number pass, and keeps nothing of it", () => {
  const unran = new UnranInput();
  const { line: _, ...message } = typed(1, 1);
  assert.equal(unran.add(message), message);
  assert.deepEqual(unran.takeAll({ hasDied: false }), []);
});

Deno.test("UnranInput tells of a line how many Servers have died over it, and keeps it as it was typed", () => {
  const unran = new UnranInput();
  const line = typed(1, 1);
  const tries: InputMessage[] = [];
  for (let server = 1; server <= 3; server++) {
    tries.push(unran.add(line));
    assert.deepEqual(unran.again(1), tries.slice(-1));
    assert.deepEqual(unran.takeAll({ hasDied: true }), [line]);
  }
  assert.deepEqual(tries, [line, { ...line, deaths: 1 }, { ...line, deaths: 2 }]);
});

Deno.test("UnranInput blames no line for a way that was lost, or for a Server that handed over", () => {
  const unran = new UnranInput();
  const line = typed(1, 1);
  for (let lost = 1; lost <= 5; lost++) {
    assert.equal(unran.add(line), line);
    unran.takeAll({ hasDied: false });
  }
  assert.equal(unran.add(line), line);
});
