import assert from "node:assert/strict";
import { importLines } from "../../../src/core/store/import_lines.ts";
import { exportLines } from "../../../src/core/store/export_lines.ts";
import { readDatabase } from "../../../src/core/store/read_database.ts";
import { restore } from "../../../src/core/store/restore.ts";
import { openDatabase } from "../../../src/core/store/sqlite.ts";
import { StoreOpenError } from "../../../src/core/store/store_open_error.ts";
import { Tables } from "../../../src/core/store/tables.ts";
import { object, put, temporaryFolder } from "./samples.ts";

/** Makes a world with one object, and closes it. */
function fill(path: string): void {
  const database = openDatabase(path);
  new Tables(database.sql).apply([put(1)]);
  database.close();
}

function assertRefused(path: string): void {
  assert.throws(() => openDatabase(path).close(), (error) => {
    assert(error instanceof StoreOpenError);
    assert.match(
      error.message,
      /as the world that was in it must still be there: current state is a file of 0 bytes; bring/,
    );
    return true;
  });
  assert.equal(Deno.statSync(path).size, 0);
}

Deno.test("store 3. openDatabase() refuses a world that was cut to 0 bytes, again and again", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  fill(path);
  Deno.truncateSync(path);
  assertRefused(path);
  assertRefused(path);
});

Deno.test("store 3. openDatabase() refuses a file of 0 bytes beside a log, and leaves the log", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  const database = openDatabase(path);
  new Tables(database.sql).apply([put(1)]);
  const log = Deno.readFileSync(`${path}-wal`);
  database.close();
  Deno.removeSync(`${path}.lock`);
  Deno.truncateSync(path);
  Deno.writeFileSync(`${path}-wal`, log);
  assertRefused(path);
  assert.deepEqual(Deno.readFileSync(`${path}-wal`), log);
});

Deno.test("openDatabase() makes a new world where the file of the old one was deleted", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  fill(path);
  Deno.removeSync(path);
  const database = openDatabase(path);
  assert.deepEqual(new Tables(database.sql).objectsAfter(0, 10), []);
  database.close();
});

Deno.test("openDatabase() goes on where a program was killed before there was a world", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  Deno.writeTextFileSync(path, "");
  Deno.writeTextFileSync(`${path}.lock`, "process 12");
  fill(path);
  Deno.truncateSync(path);
  assertRefused(path);
});

Deno.test("store 7. restore() brings a world back where one was cut to 0 bytes, and is noticed when cut itself", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  const backup = `${folder.path}/backup.db`;
  fill(path);
  Deno.copyFileSync(path, backup);
  Deno.truncateSync(path);
  restore(backup, { to: path, suffix: "now" });
  const database = openDatabase(path);
  assert.deepEqual(new Tables(database.sql).objectsAfter(0, 10), [object(1)]);
  database.close();
  Deno.removeSync(`${path}.lock`);
  restore(backup, { to: path, suffix: "later" });
  Deno.truncateSync(path);
  assertRefused(path);
});

Deno.test("store 8. importLines() makes a world that is missed when it is cut to 0 bytes", async () => {
  using folder = temporaryFolder();
  fill(`${folder.path}/from.db`);
  const path = `${folder.path}/world.db`;
  using from = readDatabase(`${folder.path}/from.db`);
  await importLines(path, ReadableStream.from([...exportLines(from)]));
  Deno.truncateSync(path);
  assertRefused(path);
});
