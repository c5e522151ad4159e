import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { MIGRATIONS } from "../../../src/core/store/migrations.ts";
import { openDatabase } from "../../../src/core/store/sqlite.ts";
import { StoreOpenError } from "../../../src/core/store/store_open_error.ts";
import { Tables } from "../../../src/core/store/tables.ts";
import { ban, object, put, temporaryFolder } from "./samples.ts";

const KNOWN = MIGRATIONS.length;
const NEXT = KNOWN + 1;
const ONE_MORE_STEP = [...MIGRATIONS, "ALTER TABLE objects ADD COLUMN weight INTEGER"];

function fill(path: string, ids: readonly number[]): void {
  const database = openDatabase(path);
  new Tables(database.sql).apply(ids.map((id) => put(id)));
  database.close();
}

function assertRefused(path: string, message: RegExp): void {
  assert.throws(() => openDatabase(path).close(), (error) => {
    assert(error instanceof StoreOpenError);
    assert.match(error.message, message);
    assert.equal(error.problem.path, path);
    return true;
  });
}

Deno.test("openDatabase() makes a durable database in write-ahead mode", () => {
  using folder = temporaryFolder();
  const database = openDatabase(`${folder.path}/world.db`);
  const read = (name: string): unknown =>
    Object.values(database.sql.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  assert.deepEqual(
    [read("journal_mode"), read("synchronous"), read("foreign_keys"), read("user_version")],
    ["wal", 2, 1, MIGRATIONS.length],
  );
  database.close();
});

Deno.test("openDatabase() finds again what was written", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  fill(path, [1, 2]);
  const database = openDatabase(path);
  assert.deepEqual(new Tables(database.sql).objectsAfter(0, 10), [object(1), object(2)]);
  database.close();
});

Deno.test("close() leaves one whole file and the lock file", () => {
  using folder = temporaryFolder();
  fill(`${folder.path}/world.db`, [1]);
  const names = [...Deno.readDirSync(folder.path)].map((entry) => entry.name).sort();
  assert.deepEqual(names, ["world.db", "world.db.lock"]);
});

Deno.test("store 3. openDatabase() refuses a file that is not a database and leaves it alone", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  const text = "this is a letter, not a database\n".repeat(100);
  Deno.writeTextFileSync(path, text);
  assertRefused(path, /must be a whole SQLite database: current state is .*not a database/);
  assert.equal(Deno.readTextFileSync(path), text);
});

Deno.test("store 3. openDatabase() refuses a damaged database and leaves it alone", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  fill(path, Array.from({ length: 2_000 }, (_, index) => index + 1));
  const bytes = Deno.readFileSync(path);
  bytes.fill(0xa5, 3 * 4_096, 8 * 4_096);
  Deno.writeFileSync(path, bytes);
  assertRefused(path, /must be a whole SQLite database/);
  assert.deepEqual(Deno.readFileSync(path), bytes);
});

Deno.test("store 3. openDatabase() refuses a database that was cut short and leaves it alone", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  fill(path, Array.from({ length: 300 }, (_, index) => index + 1));
  const whole = Deno.readFileSync(path);
  for (const size of [50, 4_096, 5_000, whole.length - 4_096]) {
    const cut = whole.slice(0, size);
    Deno.writeFileSync(path, cut);
    assertRefused(path, /must be a whole SQLite database/);
    assert.deepEqual(Deno.readFileSync(path), cut);
  }
});

Deno.test("openDatabase() refuses a database newer than the program and leaves it alone", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  openDatabase(path, ONE_MORE_STEP).close();
  const bytes = Deno.readFileSync(path);
  assertRefused(
    path,
    new RegExp(`must be version ${KNOWN} or older: current state is version ${NEXT}`),
  );
  assert.deepEqual(Deno.readFileSync(path), bytes);
});

Deno.test("openDatabase() refuses another program's database and leaves it alone", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  const other = new DatabaseSync(path);
  other.exec("CREATE TABLE recipes (id INTEGER PRIMARY KEY)");
  other.close();
  const bytes = Deno.readFileSync(path);
  assertRefused(path, /made by this program: current state is a database of another program/);
  assert.deepEqual(Deno.readFileSync(path), bytes);
});

Deno.test("openDatabase() refuses a folder that it cannot write to", () => {
  using folder = temporaryFolder();
  Deno.writeTextFileSync(`${folder.path}/file`, "");
  assertRefused(`${folder.path}/file/world.db`, /its folder must be there and writable/);
  assertRefused(`${folder.path}/absent/world.db`, /its folder must be there and writable/);
});

Deno.test("store 9. openDatabase() refuses a database that is open elsewhere", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  const database = openDatabase(path);
  assertRefused(path, /no other program may be using it/);
  database.close();
  openDatabase(path).close();
});

Deno.test("openDatabase() refuses a database in which another program is writing", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  fill(path, [1]);
  const other = new DatabaseSync(path);
  other.exec("BEGIN IMMEDIATE");
  assertRefused(path, /no other program may be using it: current state is database is locked/);
  other.close();
});

Deno.test("openDatabase() migrates a copy's original and keeps the copy", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  fill(path, [1, 2, 3]);
  const database = openDatabase(path, ONE_MORE_STEP);
  assert.equal(database.sql.prepare("SELECT weight FROM objects").all().length, 3);
  database.close();
  const copy = openDatabase(`${path}.before-${NEXT}`);
  assert.equal(new Tables(copy.sql).objectsAfter(0, 10).length, 3);
  copy.close();
});

Deno.test("openDatabase() copies what is still in the write-ahead log", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  fill(path, [1]);
  const open = new DatabaseSync(path);
  new Tables(open).apply([put(2)]);
  openDatabase(path, ONE_MORE_STEP).close();
  open.close();
  const copy = openDatabase(`${path}.before-${NEXT}`);
  assert.deepEqual(new Tables(copy.sql).objectsAfter(0, 10), [object(1), object(2)]);
  copy.close();
});

Deno.test("store 5. openDatabase() applies all migrations or none", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  fill(path, [1]);
  const broken = [...ONE_MORE_STEP, "ALTER TABLE nowhere ADD COLUMN x INTEGER"];
  assert.throws(() => openDatabase(path, broken), StoreOpenError);
  const database = openDatabase(path);
  assert.deepEqual(new Tables(database.sql).objectsAfter(0, 10), [object(1)]);
  database.close();
});

Deno.test("store 5. openDatabase() copies again over a copy that was cut short", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  fill(path, [1]);
  Deno.writeTextFileSync(`${path}.before-${NEXT}.part`, "half a copy");
  openDatabase(path, ONE_MORE_STEP).close();
  const names = [...Deno.readDirSync(folder.path)].map((entry) => entry.name).sort();
  assert.deepEqual(names, ["world.db", `world.db.before-${NEXT}`, "world.db.lock"]);
});

Deno.test("openDatabase() gives a database of the first version a table of bans", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  const database = openDatabase(path, MIGRATIONS.slice(0, 1));
  database.sql.exec("INSERT INTO objects VALUES (1, 'thing', 'object 1', '{}')");
  database.close();
  const migrated = openDatabase(path);
  const tables = new Tables(migrated.sql);
  assert.deepEqual(tables.bans(), []);
  tables.apply([{ kind: "putBan", row: ban(1) }]);
  assert.deepEqual(tables.bans(), [ban(1)]);
  assert.deepEqual(tables.objectsAfter(0, 10), [object(1)]);
  migrated.close();
});

Deno.test("openDatabase() gives a database of the fifth version a table of used-up lines", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  const database = openDatabase(path, MIGRATIONS.slice(0, 5));
  database.sql.exec("INSERT INTO objects VALUES (1, 'thing', 'object 1', '{}')");
  database.close();
  const migrated = openDatabase(path);
  const tables = new Tables(migrated.sql);
  assert.deepEqual(tables.ran.of([5]), []);
  tables.apply([{ kind: "putRan", lines: [[5, 2]], at: 1 }]);
  assert.deepEqual(tables.ran.of([5, 6]), [[5, 2]]);
  assert.deepEqual(tables.objectsAfter(0, 10), [object(1)]);
  migrated.close();
});

Deno.test("openDatabase() lets a database of the seventh version keep used-up lines beyond others", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  const database = openDatabase(path, MIGRATIONS.slice(0, 7));
  database.sql.exec("INSERT INTO ran VALUES (5, 2, 1)");
  database.close();
  const migrated = openDatabase(path);
  const { ran } = new Tables(migrated.sql);
  assert.deepEqual(ran.of([5]), [[5, 2]]);
  ran.put({ kind: "putRan", lines: [[5, 2, [[4, 4]]]], at: 2 });
  assert.deepEqual(ran.of([5]), [[5, 2, [[4, 4]]]]);
  migrated.close();
});
