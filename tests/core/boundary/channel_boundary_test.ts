import assert from "node:assert/strict";
import { ChannelBoundary } from "../../../src/core/boundary/channel_boundary.ts";
import { workerBoundary } from "../../../src/core/boundary/worker_boundary.ts";
import { ScriptedLink } from "./scripted_link.ts";

/** Lets what was sent in this turn be posted. */
const turn = () => Promise.resolve();

function newBoundary() {
  const link = new ScriptedLink();
  const boundary = new ChannelBoundary<string, string>(link, { epoch: 7 });
  const received: string[] = [];
  boundary.onBatch(({ messages }) => received.push(...messages));
  return { link, boundary, received };
}

Deno.test("2.1.3 ChannelBoundary has at most one batch in flight", async () => {
  const { link, boundary } = newBoundary();
  boundary.send("one");
  await turn();
  boundary.send("two");
  await turn();
  boundary.send("three");
  await turn();
  assert.deepEqual(link.posted, [{ epoch: 7, messages: ["one"], taken: 0 }]);

  link.arrive({ epoch: 7, messages: [], taken: 1 });
  await turn();
  assert.deepEqual(link.posted.slice(1), [{ epoch: 7, messages: ["two", "three"], taken: 0 }]);
});

Deno.test("ChannelBoundary says that it has taken a batch, and does not answer that", async () => {
  const { link, received } = newBoundary();
  link.arrive({ epoch: 7, messages: ["hello"], taken: 0 });
  await turn();
  assert.deepEqual(received, ["hello"]);
  assert.deepEqual(link.posted, [{ epoch: 7, messages: [], taken: 1 }]);

  link.arrive({ epoch: 7, messages: [], taken: 0 });
  await turn();
  assert.equal(link.posted.length, 1);
});

Deno.test("ChannelBoundary answers in the batch that says what was taken", async () => {
  const { link, boundary } = newBoundary();
  link.arrive({ epoch: 7, messages: ["question"], taken: 0 });
  boundary.send("answer");
  await turn();
  assert.deepEqual(link.posted, [{ epoch: 7, messages: ["answer"], taken: 1 }]);
});

Deno.test("2.1.1 ChannelBoundary drops batches of any other epoch, older or newer", async () => {
  const { link, received } = newBoundary();
  link.arrive({ epoch: 6, messages: ["from the Server before"], taken: 0 });
  link.arrive({ epoch: 8, messages: ["from the Server after"], taken: 0 });
  await turn();
  assert.deepEqual(received, []);
  assert.deepEqual(link.posted, []);
});

Deno.test("ChannelBoundary takes no acknowledgement from another epoch", async () => {
  const { link, boundary } = newBoundary();
  boundary.send("one");
  await turn();
  boundary.send("two");
  link.arrive({ epoch: 6, messages: [], taken: 1 });
  await turn();
  assert.equal(link.posted.length, 1);
});

Deno.test("ChannelBoundary acknowledges a batch whose receiver throws", async () => {
  const { link, boundary } = newBoundary();
  boundary.onBatch(() => {
    throw new Error("a bug");
  });
  assert.throws(() => link.arrive({ epoch: 7, messages: ["poison"], taken: 0 }), /a bug/);
  await turn();
  assert.deepEqual(link.posted, [{ epoch: 7, messages: [], taken: 1 }]);
});

Deno.test("ChannelBoundary closes its link and hears nothing after close()", async () => {
  const { link, boundary, received } = newBoundary();
  boundary.send("never posted");
  assert.deepEqual(boundary.close(), ["never posted"]);
  assert.deepEqual(boundary.close(), []);
  link.arrive({ epoch: 7, messages: ["late"], taken: 0 });
  await turn();
  assert.equal(link.isClosed, true);
  assert.deepEqual(received, []);
  assert.deepEqual(link.posted, []);
});

Deno.test("2.1.6 workerBoundary() drops what is no envelope of a wall, and goes on", async () => {
  const { port1, port2 } = new MessageChannel();
  const boundary = workerBoundary<string, string>(port2, { epoch: 7 });
  const received: string[] = [];
  const { promise: heard, resolve } = Promise.withResolvers<void>();
  boundary.onBatch(({ messages }) => {
    received.push(...messages);
    resolve();
  });
  const nonsense = ["GET / HTTP/1.1\r\n\r\n", null, undefined, 7, [], {}, { epoch: 7 }];
  for (const posted of [...nonsense, { epoch: 7, messages: "no list", taken: 0 }]) {
    port1.postMessage(posted);
  }
  port1.postMessage({ epoch: 7, messages: ["hello"], taken: 0 });
  await heard;
  assert.deepEqual(received, ["hello"]);
  boundary.close();
  port1.close();
});
