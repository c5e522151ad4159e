import assert from "node:assert/strict";
import { backUp } from "../../../src/core/store/backup.ts";
import { restore } from "../../../src/core/store/restore.ts";
import { openDatabase } from "../../../src/core/store/sqlite.ts";
import { StoreOpenError } from "../../../src/core/store/store_open_error.ts";
import { Tables } from "../../../src/core/store/tables.ts";
import { measured } from "../../reliability/measured.ts";
import { filesIn, keepWorld, readWorld } from "./kept_world.ts";
import { put, temporaryFolder } from "./samples.ts";

const SUFFIX = "before";

Deno.test("store 6. backUp() copies a database that is open and has a log, and restore() brings it back", () => {
  using folder = temporaryFolder();
  const [path, copy] = [`${folder.path}/world.db`, `${folder.path}/copy.db`];
  keepWorld(path);
  const open = openDatabase(path);
  new Tables(open.sql).apply([put(20), put(21)]);
  assert.ok(Deno.statSync(`${path}-wal`).size > 0);
  const rows = backUp(path, copy);
  new Tables(open.sql).apply([put(22)]);
  open.close();
  assert.equal(rows.get("objects"), 4);
  const after = readWorld(path);
  assert.equal(after.objects?.length, 5);

  const { before } = restore(copy, { to: path, suffix: SUFFIX });
  assert.deepEqual(readWorld(path).objects, after.objects?.slice(0, 4));
  assert.deepEqual(readWorld(before ?? ""), after);
  assert.equal((Deno.statSync(copy).mode ?? 0) & 0o777, 0o600);
});

Deno.test("backUp() leaves a file alone that has the name of the copy", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  keepWorld(path);
  Deno.writeTextFileSync(`${folder.path}/copy.db`, "a letter");
  assert.throws(() => backUp(path, `${folder.path}/copy.db`), /as nothing may have that name/);
  assert.equal(Deno.readTextFileSync(`${folder.path}/copy.db`), "a letter");
});

Deno.test("store 3. backUp() refuses a damaged database, and leaves no copy", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  keepWorld(path);
  const bytes = Deno.readFileSync(path);
  bytes.fill(0xa5, 4096 * 2, 4096 * 4);
  Deno.writeFileSync(path, bytes);
  assert.throws(() => backUp(path, `${folder.path}/copy.db`), StoreOpenError);
  assert.deepEqual(filesIn(folder.path).filter((name) => name.startsWith("copy")), []);
  assert.deepEqual(Deno.readFileSync(path), bytes);
});

Deno.test("store 7. restore() refuses a copy that is cut, damaged or no database, and touches nothing", () => {
  using folder = temporaryFolder();
  const [path, copy] = [`${folder.path}/world.db`, `${folder.path}/copy.db`];
  keepWorld(path);
  backUp(path, copy);
  const whole = Deno.readFileSync(copy);
  const before = Deno.readFileSync(path);
  const damaged = whole.slice();
  damaged.fill(0xa5, 4096, 4096 * 3);
  const letter = new TextEncoder().encode("Dear diary. ".repeat(1000));
  const bad = [whole.slice(0, whole.length / 2), damaged, letter, new Uint8Array(0)];
  for (const bytes of bad) {
    Deno.writeFileSync(copy, bytes);
    assert.throws(() => restore(copy, { to: path, suffix: SUFFIX }), StoreOpenError);
    assert.deepEqual(Deno.readFileSync(path), before);
    assert.deepEqual(filesIn(folder.path), ["copy.db", "world.db"]);
  }
  measured("store 7", `${bad.length} bad copies, each refused and nothing touched`);
});

Deno.test("store 9. restore() and a second server refuse a database that a server has open, and name it", () => {
  using folder = temporaryFolder();
  const [path, copy] = [`${folder.path}/world.db`, `${folder.path}/copy.db`];
  keepWorld(path);
  backUp(path, copy);
  const open = openDatabase(path);
  const since = new Date().toISOString().slice(0, 10);
  const held = new RegExp(`has it open, as process ${Deno.pid} since ${since}T[\\d:]+Z;`);
  assert.throws(() => openDatabase(path), held);
  assert.throws(() => restore(copy, { to: path, suffix: SUFFIX }), held);
  open.close();
  assert.equal(restore(copy, { to: path, suffix: SUFFIX }).rows.get("accounts"), 1);
});

Deno.test("store 7. restore() puts a backup where a damaged database was, and keeps that one", () => {
  using folder = temporaryFolder();
  const [path, copy] = [`${folder.path}/world.db`, `${folder.path}/copy.db`];
  keepWorld(path);
  const world = readWorld(path);
  backUp(path, copy);
  const damaged = Deno.readFileSync(path);
  damaged.fill(0xa5, 0, 4096 * 3);
  Deno.writeFileSync(path, damaged);
  Deno.writeFileSync(`${path}-wal`, new Uint8Array([1, 2, 3]));
  const { before = "" } = restore(copy, { to: path, suffix: SUFFIX });
  assert.deepEqual(readWorld(path), world);
  assert.deepEqual(Deno.readFileSync(before), damaged);
  assert.deepEqual(Deno.readFileSync(`${before}-wal`), new Uint8Array([1, 2, 3]));
});
