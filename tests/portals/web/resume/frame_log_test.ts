import assert from "node:assert/strict";
import fc from "fast-check";
import { FrameLog } from "../../../../src/portals/web/resume/frame_log.ts";

Deno.test("FrameLog gives what was sent after what a client received", () => {
  const log = new FrameLog(1_000);
  for (const message of ["a", "b", "c"]) log.push(message);
  assert.deepEqual(log.since(1), { messages: ["b", "c"], lost: 0 });
  log.acknowledge(2);
  assert.deepEqual(log.since(2), { messages: ["c"], lost: 0 });
  assert.deepEqual(log.since(3), { messages: [], lost: 0 });
});

Deno.test("FrameLog drops the oldest beyond its size, and says how many", () => {
  const log = new FrameLog(10);
  for (const message of ["aaaa", "bbbb", "cccc", "dddd"]) log.push(message);
  assert.deepEqual(log.since(0), { messages: ["cccc", "dddd"], lost: 2 });
  log.push("e".repeat(11));
  assert.deepEqual(log.since(4), { messages: [], lost: 1 });
});

Deno.test("FrameLog ignores an acknowledgement of what was never sent", () => {
  const log = new FrameLog(1_000);
  log.push("a");
  for (const received of [2, -1, Number.MAX_SAFE_INTEGER]) log.acknowledge(received);
  assert.deepEqual(log.since(0), { messages: ["a"], lost: 0 });
});

Deno.test("FrameLog holds the newest messages that fit, whatever is sent and acknowledged", () => {
  const step = fc.oneof(fc.string({ maxLength: 20 }), fc.nat(5));
  fc.assert(fc.property(fc.array(step, { maxLength: 100 }), fc.nat(60), (steps, maxSize) => {
    const log = new FrameLog(maxSize);
    const sent: string[] = [];
    let received = 0;
    for (const one of steps) {
      if (typeof one === "string") {
        log.push(one);
        sent.push(one);
      } else {
        received = Math.min(sent.length, received + one);
        log.acknowledge(received);
      }
    }
    const { messages, lost } = log.since(received);
    assert.deepEqual(messages, sent.slice(received + lost));
    assert.equal(messages.length + lost, sent.length - received);
    assert.ok(messages.join("").length <= maxSize);
  }));
});

Deno.test("FrameLog goes on with what another one held for a client", () => {
  const log = new FrameLog(100);
  for (const message of ["a", "b", "c", "d"]) log.push(message);
  log.acknowledge(1);
  const held = log.heldSince(2);
  assert.deepEqual(held, { before: 2, messages: ["c", "d"] });

  const next = new FrameLog(100, held);
  next.push("e");
  assert.deepEqual(next.since(3), { messages: ["d", "e"], lost: 0 });
  assert.deepEqual(next.since(1), { messages: ["c", "d", "e"], lost: 1 });
});
