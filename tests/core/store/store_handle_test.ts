import assert from "node:assert/strict";
import { PortStore } from "../../../src/core/store/port_store.ts";
import { startStoreWorker } from "../../../src/core/store/store_handle.ts";
import { StoreOpenError } from "../../../src/core/store/store_open_error.ts";
import { measured } from "../../reliability/measured.ts";
import { Replica } from "./replica.ts";
import { put, temporaryFolder } from "./samples.ts";

function unexpected(error: Error): void {
  throw error;
}

Deno.test("startStoreWorker() keeps what was committed over a close and a start", async () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  const first = await startStoreWorker({ place: path, onError: unexpected });
  const store = new PortStore(first.connect(1), 1);
  await store.takeOver();
  assert.deepEqual(await store.commit([put(1), put(2)]), { kind: "committed" });
  await first.close();
  const second = await startStoreWorker({ place: path, onError: unexpected });
  const replica = new Replica();
  assert.deepEqual(await new PortStore(second.connect(1), 1).read(replica), {
    lastObjectId: 2,
    lastAuditId: 0,
  });
  assert.deepEqual(replica.names(), ["object 1", "object 2"]);
  await second.close();
});

Deno.test("crash 10. StoreHandle.fence() commits what a Server sent and lets the next one write", async () => {
  const handle = await startStoreWorker({ place: ":memory:", onError: unexpected });
  const crashed = new PortStore(handle.connect(1), 1);
  await crashed.takeOver();
  const commit = crashed.commit([put(1)]);
  await handle.fence(1);
  assert.deepEqual(await commit, { kind: "committed" });
  const ids = Array.from({ length: 100 }, (_, index) => index + 2);
  const late = await Promise.all(ids.map((id) => crashed.commit([put(id)])));
  const refused = late.filter(({ kind }) => kind === "failed").length;
  assert.equal(refused, late.length);
  const next = new PortStore(handle.connect(2), 2);
  const replica = new Replica();
  await next.read(replica);
  assert.deepEqual(await next.takeOver(), { lastObjectId: 1, lastAuditId: 0 });
  assert.deepEqual(replica.names(), ["object 1"]);
  const kept = ids.filter((id) => replica.objects.has(id)).length;
  measured(
    "crash 10",
    `${refused} of ${late.length} commits after the fence refused, ${kept} kept`,
  );
  await handle.close();
});

Deno.test("StoreHandle.connect() refuses an epoch that is not newer", async () => {
  const handle = await startStoreWorker({ place: ":memory:", onError: unexpected });
  const store = new PortStore(handle.connect(2), 2);
  assert.throws(() => handle.connect(2), RangeError);
  await store.close();
  await handle.close();
});

Deno.test("startStoreWorker() rejects with what is wrong and ends the isolate", async () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  Deno.writeTextFileSync(path, "not a database ".repeat(100));
  await assert.rejects(startStoreWorker({ place: path, onError: unexpected }), (error) => {
    assert(error instanceof StoreOpenError);
    assert.equal(error.problem.path, path);
    assert.match(error.message, /whole SQLite database/);
    return true;
  });
});

Deno.test("crash 11. startStoreWorker() tells onError once when the isolate dies, and what waits fails", async () => {
  const code = `onmessage = ({ data }) => {
    if (data.kind === "open") postMessage({ kind: "opened" });
    else Promise.reject(new Error("bug"));
  };`;
  const entry = new URL(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  const errors: Error[] = [];
  const handle = await startStoreWorker({
    place: ":memory:",
    onError: (error) => errors.push(error),
    entry,
  });
  await assert.rejects(handle.fence(1), /The Store ended: .*bug/);
  await assert.rejects(handle.fence(2), /The Store ended/);
  await assert.rejects(handle.close(), /The Store ended/);
  assert.equal(errors.length, 1);
  URL.revokeObjectURL(entry.href);
});
