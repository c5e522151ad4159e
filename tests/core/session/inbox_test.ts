import assert from "node:assert/strict";
import { Inbox } from "../../../src/core/session/inbox.ts";

const CALL = ["text", ["look"], {}] as const;

/** Takes numbers in, of which these wait. */
function takeIn(inbox: Inbox, numbers: readonly number[], waiting: readonly number[]): void {
  for (const number of numbers) {
    const isNew = inbox.accept(number);
    if (isNew && waiting.includes(number)) inbox.push({ call: CALL, isSecret: false, number });
  }
}

Deno.test("Inbox.usedUpBeyond tells what was run ahead of what waits, from first to last", () => {
  const inbox = new Inbox();
  takeIn(inbox, [1, 2, 3, 4, 5, 6], [2, 5]);
  assert.deepEqual([inbox.usedUp, inbox.usedUpBeyond], [1, [[3, 4], [6, 6]]]);
  inbox.take();
  assert.deepEqual([inbox.usedUp, inbox.usedUpBeyond], [4, [[6, 6]]]);
  inbox.take();
  assert.deepEqual([inbox.usedUp, inbox.usedUpBeyond], [6, []]);
});

Deno.test("Inbox.setAside() keeps a number from being used up until it is taken", () => {
  const inbox = new Inbox();
  takeIn(inbox, [1, 2, 3, 4], [3]);
  inbox.setAside({ take: () => {}, number: 2 });
  assert.deepEqual([inbox.usedUp, inbox.usedUpBeyond], [1, [[4, 4]]]);
  assert.equal(inbox.takeAside().length, 1);
  assert.deepEqual([inbox.usedUp, inbox.usedUpBeyond], [2, [[4, 4]]]);
});

Deno.test("Inbox.push() puts what was set aside before what came after it", () => {
  const inbox = new Inbox();
  takeIn(inbox, [1, 2, 3], [1, 3]);
  inbox.push({ call: CALL, isSecret: false });
  inbox.push({ call: CALL, isSecret: false, number: 2 });
  inbox.take();
  assert.deepEqual([inbox.usedUp, inbox.usedUpBeyond], [1, []]);
  assert.deepEqual([2, 3, undefined], [1, 2, 3].map(() => inbox.take()?.number));
});

Deno.test("Inbox.resume() goes on with what a Server before ran ahead of others", () => {
  const inbox = new Inbox();
  inbox.resume(1, [[3, 5], [7, 7]]);
  assert.deepEqual([inbox.usedUp, inbox.usedUpBeyond], [1, [[3, 5], [7, 7]]]);
  takeIn(inbox, [2, 3, 4], [2, 3, 4]);
  assert.equal(inbox.count, 1);
  assert.deepEqual([inbox.usedUp, inbox.usedUpBeyond], [1, [[3, 4], [5, 5], [7, 7]]]);
  takeIn(inbox, [5, 6, 7, 8], [5, 6, 7, 8]);
  assert.deepEqual([inbox.usedUp, inbox.usedUpBeyond], [1, [[3, 5], [7, 7]]]);
  while (inbox.count > 0) inbox.take();
  assert.deepEqual([inbox.usedUp, inbox.usedUpBeyond], [8, []]);
});
