import assert from "node:assert/strict";
import { ChannelBoundary } from "../../../src/core/boundary/channel_boundary.ts";
import { TakenCount } from "../../../src/core/boundary/taken_count.ts";
import { workerBoundary } from "../../../src/core/boundary/worker_boundary.ts";
import { ScriptedLink } from "./scripted_link.ts";
import type { TakingInit } from "./taking_worker.ts";

/** Lets what was sent in this turn be posted. */
const turn = () => Promise.resolve();

Deno.test("TakenCount lets each batch be taken once and in order, until it is closed", () => {
  const sender = new TakenCount();
  const receiver = new TakenCount(sender.memory);
  assert.deepEqual([receiver.take(2), receiver.take(1), receiver.take(1)], [false, true, false]);
  assert.equal(sender.count, 1);
  assert.equal(sender.close(), 1);
  assert.equal(receiver.take(2), false);
});

Deno.test("2.1.3 ChannelBoundary has as many batches in flight as it may, and gathers the rest", async () => {
  const link = new ScriptedLink();
  const boundary = new ChannelBoundary<number, string>(link, { epoch: 7, inFlight: 2 });
  for (const nth of [1, 2, 3, 4]) {
    boundary.send(nth);
    await turn();
  }
  assert.deepEqual(link.posted.map(({ messages }) => messages), [[1], [2]]);
  link.arrive({ epoch: 7, messages: [], taken: 1 });
  await turn();
  assert.deepEqual(link.posted.slice(2).map(({ messages }) => messages), [[3, 4]]);
});

Deno.test("ChannelBoundary says what it took with its next batch, or when half of the way is full", async () => {
  const link = new ScriptedLink();
  const boundary = new ChannelBoundary<string, string>(link, { epoch: 7, inFlight: 4 });
  boundary.onBatch(() => {});
  const arrive = async () => {
    link.arrive({ epoch: 7, messages: ["hello"], taken: 0 });
    await turn();
  };
  await arrive();
  assert.deepEqual(link.posted, []);
  boundary.send("answer");
  await turn();
  assert.deepEqual(link.posted, [{ epoch: 7, messages: ["answer"], taken: 1 }]);
  await arrive();
  assert.equal(link.posted.length, 1);
  await arrive();
  assert.deepEqual(link.posted.slice(1), [{ epoch: 7, messages: [], taken: 3 }]);
});

Deno.test("2.4.3 ChannelBoundary gives back what was on its way and not taken, and no more is", async () => {
  const [there, here] = [new ScriptedLink(), new ScriptedLink()];
  const takenThere = new TakenCount();
  const sender = new ChannelBoundary<number, number>(there, { epoch: 7, inFlight: 4, takenThere });
  const takenHere = new TakenCount(takenThere.memory);
  const receiver = new ChannelBoundary<number, number>(here, { epoch: 7, inFlight: 4, takenHere });
  const received: number[] = [];
  receiver.onBatch(({ messages }) => received.push(...messages));
  for (const nth of [1, 2, 3, 4, 5]) {
    sender.send(nth);
    await turn();
  }
  assert.equal(sender.waiting, 5);
  const [first, second, ...late] = there.posted;
  for (const envelope of [first, second]) here.arrive(envelope ?? assert.fail());
  assert.equal(sender.waiting, 3);
  assert.deepEqual(sender.close(), [3, 4, 5]);
  assert.deepEqual(sender.close(), []);
  for (const envelope of late) here.arrive(envelope);
  assert.deepEqual(received, [1, 2]);
});

Deno.test("2.4.3 what an isolate took and what comes back are together what was sent, whenever it ends", async () => {
  const url = new URL("./taking_worker.ts", import.meta.url);
  for (let run = 0; run < 20; run++) {
    const worker = new Worker(url, { type: "module" });
    const { port1, port2 } = new MessageChannel();
    const takenThere = new TakenCount();
    const options = { epoch: 1, inFlight: 4, takenThere };
    const boundary = workerBoundary<number, number>(port1, options);
    const { promise: enough, resolve } = Promise.withResolvers<void>();
    let [sent, answered] = [0, 0];
    boundary.onBatch(({ messages }) => {
      answered += messages.length;
      if (answered >= run * 5) resolve();
      else for (let more = 0; more < 3; more++) boundary.send(++sent);
    });
    const init: TakingInit = { port: port2, taken: takenThere.memory };
    worker.postMessage(init, [port2]);
    for (let first = 0; first < 10; first++) {
      boundary.send(++sent);
      await turn();
    }
    await enough;
    const back = boundary.close();
    const took = await new Promise<readonly number[]>((done) => {
      worker.onmessage = ({ data }: MessageEvent<readonly number[]>) => done(data);
      worker.postMessage("end");
    });
    worker.terminate();
    assert.deepEqual([...took, ...back], Array.from({ length: sent }, (_, at) => at + 1));
  }
});
