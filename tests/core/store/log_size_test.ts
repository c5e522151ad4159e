import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../../../src/core/store/sqlite.ts";
import { InlineStore } from "../../../src/core/store/inline_store.ts";
import { StoreEngine } from "../../../src/core/store/store_engine.ts";
import { object, temporaryFolder } from "./samples.ts";

/** SQLite writes its log back when it has 1,000 pages of 4 KiB, and cuts it to 8 MiB. */
const LOG_BOUND = 8 * 1024 * 1024;
const COMMITS = 60;
const OBJECTS = 100;
const TEXT = 4000;

Deno.test("store 2. the log of a database that is written to all the time stays bounded", async () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  const engine = new StoreEngine(openDatabase(path));
  const store = new InlineStore(engine, 1);
  await store.takeOver();
  let largest = 0;
  let written = 0;
  for (let commit = 0; commit < COMMITS; commit++) {
    await commitMuch(store, commit);
    written += OBJECTS * TEXT;
    largest = Math.max(largest, Deno.statSync(`${path}-wal`).size);
  }
  assert.ok(written > 2 * LOG_BOUND, `${written} bytes written`);
  assert.ok(largest > LOG_BOUND / 4, `${largest} bytes in the log`);
  assert.ok(largest < LOG_BOUND, `${largest} bytes in the log`);
  await engine.close();
  assert.deepEqual([...Deno.readDirSync(folder.path)].map(({ name }) => name).sort(), [
    "world.db",
    "world.db.lock",
  ]);
});

Deno.test("store 2. the log that grew while another program was reading is cut back when it is gone", async () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  const logSize = () => Deno.statSync(`${path}-wal`).size;
  const engine = new StoreEngine(openDatabase(path));
  const store = new InlineStore(engine, 1);
  await store.takeOver();
  const reader = new DatabaseSync(path, { readOnly: true });
  reader.exec("BEGIN; SELECT count(*) FROM objects");
  for (let commit = 0; commit < COMMITS; commit++) await commitMuch(store, commit);
  const grown = logSize();
  reader.close();
  for (let commit = 0; commit < 3; commit++) await commitMuch(store, COMMITS + commit);
  const left = logSize();
  assert.ok(grown > 2 * LOG_BOUND, `${grown} bytes while it was read`);
  assert.ok(left <= LOG_BOUND, `${left} bytes after`);
  await engine.close();
});

/** Writes every object anew: what is as it was before, SQLite does not write at all. */
async function commitMuch(store: InlineStore, number: number): Promise<void> {
  const data = JSON.stringify(`${number} `.padEnd(TEXT, "x"));
  const rows = Array.from({ length: OBJECTS }, (_, at) => ({ ...object(at + 1), data }));
  const outcome = await store.commit(rows.map((row) => ({ kind: "putObject", row })));
  assert.equal(outcome.kind, "committed");
}
