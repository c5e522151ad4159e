import assert from "node:assert/strict";
import fc from "fast-check";
import { openDatabase } from "../../../src/core/store/sqlite.ts";
import type { Change } from "../../../src/core/store/store.ts";
import { StoreEngine, type StoreEngineOptions } from "../../../src/core/store/store_engine.ts";
import { InlineStore } from "../../../src/core/store/inline_store.ts";
import { Replica } from "./replica.ts";
import { account, put, temporaryFolder } from "./samples.ts";
import { settle } from "./scripted_store.ts";

/** Runs what is scheduled when a test says so. */
class Turns {
  #waiting: (() => void)[] = [];

  readonly schedule = (run: () => void): void => void this.#waiting.push(run);

  get isIdle(): boolean {
    return this.#waiting.length === 0;
  }

  next(): void {
    this.#waiting.shift()?.();
  }

  /** Runs everything until the promise is settled. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let isSettled = false;
    const settled = promise.finally(() => isSettled = true);
    settled.catch(() => {});
    while (!isSettled) {
      this.next();
      await settle();
    }
    return settled;
  }
}

function openEngine(options: StoreEngineOptions = {}): { engine: StoreEngine; turns: Turns } {
  const turns = new Turns();
  const engine = new StoreEngine(openDatabase(":memory:"), {
    schedule: turns.schedule,
    ...options,
  });
  return { engine, turns };
}

Deno.test("StoreEngine commits everything that waits in one transaction", async () => {
  let transactions = 0;
  const { engine, turns } = openEngine({ beforeCommit: () => transactions++ });
  const store = new InlineStore(engine, 1);
  await turns.until(store.takeOver());
  const commits = Array.from({ length: 50 }, (_, index) => store.commit([put(index + 1)]));
  const created = store.createAccount(account("Ann"));
  await turns.until(Promise.all([...commits, created]));
  assert.equal(transactions, 1);
  await turns.until(engine.close());
});

Deno.test("StoreEngine commits in the next turn of the event loop and schedules nothing when idle", async () => {
  const { engine, turns } = openEngine();
  const store = new InlineStore(engine, 1);
  await turns.until(store.takeOver());
  assert(turns.isIdle);
  const commit = store.commit([put(1)]);
  turns.next();
  assert.deepEqual(await commit, { kind: "committed" });
  assert(turns.isIdle);
  await turns.until(engine.close());
});

Deno.test("StoreEngine acknowledges nothing before COMMIT", async () => {
  let isAnswered = false;
  const { engine, turns } = openEngine({ beforeCommit: () => assert(!isAnswered) });
  const store = new InlineStore(engine, 1);
  await turns.until(store.takeOver());
  const replica = new Replica();
  await turns.until(new InlineStore(engine, 2).read(replica));
  const commit = store.commit([put(1)]).then(() => isAnswered = true);
  assert.equal(replica.commits, 0);
  await turns.until(commit);
  assert.equal(replica.commits, 1);
  await turns.until(engine.close());
});

Deno.test("store 4. StoreEngine fails a commit when the disk is full, and goes on when there is room", async () => {
  using folder = temporaryFolder();
  const database = openDatabase(`${folder.path}/world.db`);
  const engine = new StoreEngine(database);
  const store = new InlineStore(engine, 1);
  await store.takeOver();
  database.sql.exec("PRAGMA max_page_count = 20");
  const big: Change = {
    kind: "putObject",
    row: { id: 2, type: "thing", name: "big", data: "x".repeat(200_000) },
  };
  const outcomes = await Promise.all([
    store.commit([put(1)]),
    store.commit([big]),
    store.commit([put(3)]),
  ]);
  assert.deepEqual(outcomes.map((outcome) => outcome.kind), ["committed", "failed", "failed"]);
  assert.match(outcomes[1]?.kind === "failed" ? outcomes[1].reason : "", /full/);
  database.sql.exec("PRAGMA max_page_count = 100000");
  assert.equal(await store.resume(), true);
  assert.deepEqual(await store.commit([big]), { kind: "committed" });
  await engine.close();
});

Deno.test("takeOver() forgets the failure of the Server before", async () => {
  let fault = true;
  const beforeCommit = () => {
    if (fault) throw new Error("disk full");
  };
  const { engine, turns } = openEngine({ beforeCommit });
  const old = new InlineStore(engine, 1);
  await turns.until(old.takeOver());
  assert.equal((await turns.until(old.commit([put(1)]))).kind, "failed");
  fault = false;
  const next = new InlineStore(engine, 2);
  await turns.until(next.takeOver());
  assert.deepEqual(await turns.until(next.commit([put(1)])), { kind: "committed" });
  await turns.until(engine.close());
});

Deno.test("connect() refuses an epoch that is not newer than all before", async () => {
  const { engine, turns } = openEngine();
  new InlineStore(engine, 3);
  assert.throws(() => new InlineStore(engine, 3), RangeError);
  assert.throws(() => new InlineStore(engine, 2), RangeError);
  await turns.until(engine.close());
});

Deno.test("fence() of a reader that never took over leaves the writer alone", async () => {
  const { engine, turns } = openEngine();
  const store = new InlineStore(engine, 1);
  await turns.until(store.takeOver());
  new InlineStore(engine, 2);
  await turns.until(engine.fence(2));
  assert.deepEqual(await turns.until(store.commit([put(1)])), { kind: "committed" });
  await turns.until(engine.close());
});

Deno.test("takeOver() leaves a newer epoch that reads along connected and fed", async () => {
  const { engine, turns } = openEngine();
  const [first, second, third] = [1, 2, 3].map((epoch) => new InlineStore(engine, epoch));
  assert(first && second && third);
  await turns.until(first.takeOver());
  const replica = new Replica();
  await turns.until(third.read(replica));
  await turns.until(second.takeOver());
  await turns.until(second.commit([put(1)]));
  await turns.until(third.takeOver());
  assert.deepEqual(replica.names(), ["object 1"]);
  await turns.until(engine.close());
});

Deno.test("read() drops a reader that throws, and the commit goes on", async () => {
  const { engine, turns } = openEngine();
  const store = new InlineStore(engine, 1);
  await turns.until(store.takeOver());
  await turns.until(store.commit([put(1)]));
  const onObjects = () => {
    throw new Error("reader broke");
  };
  const read = new InlineStore(engine, 2).read({
    onObjects,
    onBans: () => {},
    onPluginVersions: () => {},
    onPluginData: () => {},
    onChanges: () => {},
  });
  await assert.rejects(turns.until(read), /reader broke/);
  assert.deepEqual(await turns.until(store.commit([put(2)])), { kind: "committed" });
  await turns.until(engine.close());
});

type Step =
  | { readonly kind: "turn" }
  | { readonly kind: "commit"; readonly id: number }
  | { readonly kind: "delete"; readonly id: number };

const id = fc.integer({ min: 1, max: 30 });
const script = fc.array(
  fc.oneof(
    fc.constant<Step>({ kind: "turn" }),
    fc.record({ kind: fc.constant("commit" as const), id }),
    fc.record({ kind: fc.constant("delete" as const), id }),
  ),
  { maxLength: 60 },
);

function putData(id: number, value: number): Change {
  return { kind: "putPluginData", row: { ...dataKey(id), value: `${value}` } };
}

function deleteData(id: number): Change {
  return { kind: "deletePluginData", ...dataKey(id) };
}

/** Spreads the data over two plugins. */
function dataKey(id: number) {
  return { plugin: id % 2 === 0 ? "rain" : "snow", key: `key ${id}` };
}

Deno.test("read() then takeOver() gives the truth, whatever is committed between the chunks", async () => {
  await fc.assert(
    fc.asyncProperty(script, fc.nat(20), async (steps, start) => {
      const { engine, turns } = openEngine({ chunkSize: 4 });
      const old = new InlineStore(engine, 1);
      await turns.until(old.takeOver());
      const ids = Array.from({ length: start }, (_, index) => index + 1);
      const first = ids.flatMap((id) => [put(id), putData(id, 0)]);
      await turns.until(old.commit(first));
      const truth = new Replica();
      truth.onChanges(first);
      const replica = new Replica();
      const next = new InlineStore(engine, 2);
      const read = next.read(replica);
      for (const [index, step] of steps.entries()) {
        if (step.kind === "turn") {
          turns.next();
          await settle();
          continue;
        }
        const changes = step.kind === "commit"
          ? [put(step.id, `version ${index}`), putData(step.id, index)]
          : [{ kind: "deleteObject", id: step.id }, deleteData(step.id)] as const;
        void old.commit(changes);
        truth.onChanges(changes);
      }
      await turns.until(next.takeOver());
      await read;
      assert.deepEqual(replica.names(), truth.names());
      assert.deepEqual(new Map(replica.pluginData), truth.pluginData);
      await turns.until(engine.close());
    }),
    { numRuns: 60 },
  );
});

Deno.test("commit() answers committed for exactly what is kept, whichever transactions fail", async () => {
  const faults = fc.infiniteStream(fc.boolean());
  const groups = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(groups, faults, async (sizes, failing) => {
      let isArmed = false;
      const beforeCommit = () => {
        if (isArmed && failing.next().value) throw new Error("disk full");
      };
      const { engine, turns } = openEngine({ beforeCommit });
      const store = new InlineStore(engine, 1);
      await turns.until(store.takeOver());
      isArmed = true;
      const kept: string[] = [];
      let next = 1;
      for (const size of sizes) {
        const ids = Array.from({ length: size }, () => next++);
        const outcomes = await turns.until(Promise.all(ids.map((id) => store.commit([put(id)]))));
        const failedAt = outcomes.findIndex((outcome) => outcome.kind === "failed");
        const accepted = failedAt < 0 ? ids : ids.slice(0, failedAt);
        assert(outcomes.slice(accepted.length).every((outcome) => outcome.kind === "failed"));
        kept.push(...accepted.map((id) => `object ${id}`));
        if (failedAt >= 0) await store.resume();
      }
      isArmed = false;
      const replica = new Replica();
      await turns.until(new InlineStore(engine, 2).read(replica));
      assert.deepEqual(replica.names(), kept);
      await turns.until(engine.close());
    }),
    { numRuns: 60 },
  );
});
