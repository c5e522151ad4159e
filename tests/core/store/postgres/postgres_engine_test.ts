import assert from "node:assert/strict";
import { InlineStore } from "../../../../src/core/store/inline_store.ts";
import { openPostgres } from "../../../../src/core/store/postgres/postgres_database.ts";
import {
  PostgresEngine,
  type PostgresEngineOptions,
} from "../../../../src/core/store/postgres/postgres_engine.ts";
import { Replica } from "../replica.ts";
import { put } from "../samples.ts";
import { CuttingProxy } from "./cutting_proxy.ts";
import { postgresTest } from "./postgres_test_case.ts";

async function writerOn(
  url: string,
  { queryMs, realm, ...options }: PostgresEngineOptions & {
    readonly queryMs?: number;
    readonly realm?: string;
  } = {},
) {
  const opened = openPostgres(url, { realm, ...(queryMs === undefined ? {} : { queryMs }) });
  const engine = new PostgresEngine(await opened, options);
  const store = new InlineStore(engine, 1);
  await store.takeOver();
  return {
    ...{ engine, store },
    /** The names of all objects, as a Server that comes next would read them. */
    async names() {
      const replica = new Replica();
      await new InlineStore(engine, 2).read(replica);
      return replica.names();
    },
    [Symbol.asyncDispose]: () => engine.close(),
  };
}

postgresTest("a commit whose answer is lost counts, once", async (server) => {
  await using proxy = new CuttingProxy(await server.newDatabase());
  await using writer = await writerOn(proxy.url);
  await writer.store.commit([put(1)]);
  proxy.cut = "behind";
  assert.deepEqual(await writer.store.commit([put(2)]), { kind: "committed" });
  assert.equal(proxy.cut, undefined, "the line was not cut");
  assert.deepEqual(await writer.store.commit([put(3)]), { kind: "committed" });
  assert.deepEqual(await writer.names(), ["object 1", "object 2", "object 3"]);
});

postgresTest(
  "a commit that did not arrive fails, and what follows until resume()",
  async (server) => {
    await using proxy = new CuttingProxy(await server.newDatabase());
    await using writer = await writerOn(proxy.url);
    await writer.store.commit([put(1)]);
    proxy.cut = "before";
    assert.equal((await writer.store.commit([put(2)])).kind, "failed");
    assert.equal(proxy.cut, undefined, "the line was not cut");
    assert.equal((await writer.store.commit([put(3)])).kind, "failed");
    assert.equal(await writer.store.resume(), true);
    assert.deepEqual(await writer.store.commit([put(4)]), { kind: "committed" });
    assert.deepEqual(await writer.names(), ["object 1", "object 4"]);
  },
);

postgresTest("a commit whose answer is lost for good is unknown, and says so", async (server) => {
  const proxy = new CuttingProxy(await server.newDatabase());
  const unknown = Promise.withResolvers<unknown>();
  const options = { patienceMs: 300, onUnknown: unknown.resolve };
  const writer = await writerOn(proxy.url, options);
  proxy.cut = "behind";
  let isAnswered = false;
  void writer.store.commit([put(1)]).then(() => void (isAnswered = true));
  while (proxy.cut !== undefined) await new Promise((run) => setTimeout(run, 5));
  await proxy[Symbol.asyncDispose]();
  assert.match(String(await unknown.promise), /Cannot tell what is kept/);
  assert.equal(isAnswered, false);
  await writer[Symbol.asyncDispose]();
});

postgresTest("while nobody answers, commits fail at once, and none is unknown", async (server) => {
  const proxy = new CuttingProxy(await server.newDatabase());
  const writer = await writerOn(proxy.url, { onUnknown: (error) => assert.fail(String(error)) });
  await writer.store.commit([put(1)]);
  await proxy[Symbol.asyncDispose]();
  assert.equal((await writer.store.commit([put(2)])).kind, "failed");
  assert.equal(await writer.store.resume(), false);
  await writer[Symbol.asyncDispose]();
});

postgresTest(
  "a line that falls silent is given up, with what it had not committed",
  async (server) => {
    await using proxy = new CuttingProxy(await server.newDatabase());
    await using writer = await writerOn(proxy.url, { queryMs: 300 });
    await writer.store.commit([put(1)]);
    proxy.cut = "silent";
    assert.equal((await writer.store.commit([put(2)])).kind, "failed");
    assert.equal(proxy.cut, undefined, "the line did not fall silent");
    assert.equal(await writer.store.resume(), true);
    await assert.rejects(openPostgres(proxy.url), /no other server may be using it/);
    assert.deepEqual(await writer.names(), ["object 1"]);
  },
);

postgresTest(
  "takeOver() hears all that is committed, however fast the old Server writes",
  async (server) => {
    await using writer = await writerOn(await server.newDatabase());
    const replica = new Replica();
    const next = new InlineStore(writer.engine, 2);
    await next.read(replica);
    let [id, isOver] = [0, false];
    const committed: string[] = [];
    const writing = Array.from({ length: 4 }, async () => {
      while (!isOver) {
        const own = ++id;
        const { kind } = await writer.store.commit([put(own)]);
        if (kind === "committed") committed.push(`object ${own}`);
        else break;
      }
    });
    while (committed.length < 50) await new Promise((run) => setTimeout(run, 1));
    const { lastObjectId } = await next.takeOver();
    isOver = true;
    await Promise.all(writing);
    assert.deepEqual(committed.filter((name) => !replica.names().includes(name)), []);
    assert.equal(Math.max(...replica.objects.keys()), lastObjectId);
  },
);

postgresTest("whoever lost the database to another server writes nothing more", async (server) => {
  const url = await server.newDatabase();
  await using writer = await writerOn(url);
  await writer.store.commit([put(1)]);
  const other = await openPostgres(url, { isShared: true });
  await other.sql`UPDATE meta SET value = value + 1 WHERE key = 'owner'`;
  await other.close();
  const outcome = await writer.store.commit([put(2)]);
  assert.deepEqual(outcome, {
    kind: "failed",
    reason: "another server has taken the database over",
  });
  assert.equal(await writer.store.resume(), false);
  assert.deepEqual(await writer.names(), ["object 1"]);
});

postgresTest(
  "a database that has crashed is held again by who comes back to it",
  async (server) => {
    const url = await server.newDatabase();
    await using writer = await writerOn(url);
    await server.crash();
    while (!await writer.store.resume()) await new Promise((run) => setTimeout(run, 20));
    await assert.rejects(openPostgres(url), /no other server may be using it/);
  },
);

postgresTest("a realm's Server takes the database over from another one of it", async (server) => {
  const url = await server.newDatabase();
  // It does nothing wrong but to be frozen, as far as the database can tell.
  await using frozen = await writerOn(url, { realm: "street" });
  await frozen.store.commit([put(1)]);

  await using heir = await writerOn(url, { realm: "street" });
  assert.deepEqual(await heir.store.commit([put(2)]), { kind: "committed" });

  assert.equal((await frozen.store.commit([put(3)])).kind, "failed");
  assert.equal(await frozen.store.resume(), false);
  assert.deepEqual(await heir.store.commit([put(4)]), { kind: "committed" });
  assert.deepEqual(await heir.names(), ["object 1", "object 2", "object 4"]);
});

postgresTest(
  "a realm's Server leaves the database to who is none of that realm",
  async (server) => {
    const url = await server.newDatabase();
    for (const realm of [undefined, "avenue"]) {
      await using other = await writerOn(url, realm === undefined ? {} : { realm });
      await assert.rejects(
        openPostgres(url, { realm: "street" }),
        /no other server may be using it/,
      );
      assert.deepEqual(await other.store.commit([put(1)]), { kind: "committed" });
    }
  },
);

postgresTest("a crash of the database loses nothing that was acknowledged", async (server) => {
  await using writer = await writerOn(await server.newDatabase());
  const acknowledged: number[] = [];
  let id = 0;
  const write = async () => {
    const next = ++id;
    const { kind } = await writer.store.commit([put(next)]);
    if (kind === "committed") acknowledged.push(next);
    else await writer.store.resume();
  };
  let isOver = false;
  const writing = Array.from({ length: 8 }, async () => {
    while (!isOver) await write();
  });
  for (let crash = 0; crash < 3; crash++) {
    const before = acknowledged.length;
    while (acknowledged.length < before + 100) await new Promise((run) => setTimeout(run, 5));
    await server.crash();
  }
  const before = acknowledged.length;
  while (acknowledged.length < before + 100) await new Promise((run) => setTimeout(run, 5));
  isOver = true;
  await Promise.all(writing);
  const kept = new Set(await writer.names());
  const missing = acknowledged.filter((one) => !kept.has(`object ${one}`));
  assert.deepEqual(missing, []);
});
