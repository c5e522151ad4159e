import assert from "node:assert/strict";
import { DamagedRowError } from "../../../src/core/store/damaged_row_error.ts";
import { PortStore } from "../../../src/core/store/port_store.ts";
import { openDatabase } from "../../../src/core/store/sqlite.ts";
import { StoreEngine } from "../../../src/core/store/store_engine.ts";
import { StoreFencedError } from "../../../src/core/store/store_fenced_error.ts";
import type { StoreMessage } from "../../../src/core/store/store_messages.ts";
import { serveStorePort } from "../../../src/core/store/store_port.ts";
import { Replica } from "./replica.ts";
import { put } from "./samples.ts";

function connect(engine: StoreEngine, epoch: number): PortStore {
  const { port1, port2 } = new MessageChannel();
  serveStorePort(engine, port1, epoch);
  return new PortStore(port2, epoch);
}

Deno.test("takeOver() commits and answers everything the older Server had sent", async () => {
  const engine = new StoreEngine(openDatabase(":memory:"));
  const old = connect(engine, 1);
  await old.takeOver();
  const next = connect(engine, 2);
  const replica = new Replica();
  await next.read(replica);
  // The newer Server asks first, and what the older one sent is still on its way.
  const taking = next.takeOver();
  const commits = Array.from({ length: 500 }, (_, index) => old.commit([put(index + 1)]));
  await taking;
  assert.equal(replica.objects.size, 500);
  for (const commit of commits) assert.deepEqual(await commit, { kind: "committed" });
  assert.equal((await old.commit([put(501)])).kind, "failed");
  await next.close();
  await engine.close();
});

Deno.test("store 3. PortStore.read() fails with what the reader throws, and reads no more", async () => {
  const engine = new StoreEngine(openDatabase(":memory:"), { chunkSize: 1 });
  const writer = connect(engine, 1);
  await writer.takeOver();
  await writer.commit([put(1), put(2)]);
  const store = connect(engine, 2);
  let told = 0;
  const replica = new Replica();
  replica.onObjects = () => {
    told++;
    throw new DamagedRowError("object 1", "its data must be JSON");
  };
  await assert.rejects(store.read(replica), DamagedRowError);
  await store.takeOver();
  assert.equal(told, 1);
  await store.close();
  await engine.close();
});

Deno.test("serveStorePort() commits what came while it was busy in one transaction", async () => {
  let transactions = 0;
  const engine = new StoreEngine(openDatabase(":memory:"), { beforeCommit: () => transactions++ });
  const store = connect(engine, 1);
  await store.takeOver();
  await Promise.all(Array.from({ length: 200 }, (_, index) => store.commit([put(index + 1)])));
  assert(transactions < 20, `${transactions} transactions for 200 commits`);
  await store.close();
  await engine.close();
});

Deno.test("serveStorePort() drops what another epoch sends and what is no request", async () => {
  const engine = new StoreEngine(openDatabase(":memory:"));
  const { port1, port2 } = new MessageChannel();
  serveStorePort(engine, port1, 2);
  port2.postMessage("nonsense");
  port2.postMessage({ epoch: 1, id: 1, question: { kind: "takeOver" } });
  port2.postMessage({ epoch: 2, id: 1, question: { kind: "juggle" } });
  const answers: StoreMessage[] = [];
  const fenced = Promise.withResolvers<void>();
  port2.onmessage = (event: MessageEvent<StoreMessage>) => {
    answers.push(event.data);
    if (event.data.kind === "fenced") fenced.resolve();
  };
  await engine.close();
  await fenced.promise;
  assert.deepEqual(answers.map((answer) => answer.kind), ["error", "fenced"]);
  port2.close();
});

Deno.test("serveStorePort() hears requests in the order of their ids", async () => {
  const engine = new StoreEngine(openDatabase(":memory:"));
  const { port1, port2 } = new MessageChannel();
  serveStorePort(engine, port1, 1);
  const second = { kind: "commit", changes: [put(1)] };
  port2.postMessage({ epoch: 1, id: 2, question: second });
  port2.postMessage({ epoch: 1, id: 1, question: { kind: "takeOver" } });
  const answers: unknown[] = [];
  const fenced = Promise.withResolvers<void>();
  port2.onmessage = (event: MessageEvent<StoreMessage>) => {
    if (event.data.kind === "answer") answers.push(event.data.value);
    if (answers.length === 2) fenced.resolve();
  };
  await fenced.promise;
  port2.close();
  await engine.close();
  assert.deepEqual(answers, [
    { kind: "failed", reason: "epoch 1 is not the one that writes" },
    { lastObjectId: 0, lastAuditId: 0 },
  ]);
});

Deno.test("PortStore rejects what waits when the Store is closed", async () => {
  const engine = new StoreEngine(openDatabase(":memory:"));
  const store = connect(engine, 1);
  await store.takeOver();
  await engine.close();
  await assert.rejects(store.hasSuperuser(), StoreFencedError);
  assert.equal((await store.commit([put(1)])).kind, "failed");
  await store.close();
});
