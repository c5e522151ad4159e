import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { MIGRATIONS } from "../../../src/core/store/migrations.ts";
import { openDatabase } from "../../../src/core/store/sqlite.ts";
import { Tables } from "../../../src/core/store/tables.ts";
import { measured } from "../../reliability/measured.ts";
import { migrationSteps } from "./migration_steps.ts";
import { put, temporaryFolder } from "./samples.ts";

const CHILD = fileURLToPath(new URL("./migrate_child.ts", import.meta.url));
const ROWS = 500;
const [OLD, NEW] = [MIGRATIONS.length, migrationSteps().length];

Deno.test("store 5. a migration that is killed before any of its steps leaves the old file or the new one", async () => {
  using folder = temporaryFolder();
  const whole = `${folder.path}/whole.db`;
  const database = openDatabase(whole);
  database.sql.exec("BEGIN");
  new Tables(database.sql).apply(Array.from({ length: ROWS }, (_, at) => put(at + 1)));
  database.sql.exec("COMMIT");
  database.close();
  const found: number[] = [];
  for (let deadly = 1;; deadly++) {
    const path = `${folder.path}/${deadly}.db`;
    Deno.copyFileSync(whole, path);
    const isKilled = await migrate(path, deadly);
    if (!isKilled) break;
    found.push(assertWhole(path));
    assertCopyWhole(`${path}.before-${NEW}`);
    openDatabase(path, migrationSteps()).close();
    assert.equal(assertWhole(path), NEW);
  }
  assert.deepEqual(found, found.toSorted((a, b) => a - b), "new once, new for good");
  assert.deepEqual([...new Set(found)], [OLD, NEW]);
  assert.ok(found.length > 10, `${found.length} steps`);
  const [old, made] = [OLD, NEW].map((version) => found.filter((one) => one === version).length);
  measured(
    "store 5",
    `${found.length} kills: ${old} left the old file, ${made} the new one, none something else`,
  );
});

/** Migrates in a process of its own; tells whether that was killed, as it must be or end well. */
async function migrate(path: string, deadly: number): Promise<boolean> {
  const { success, signal, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", CHILD, path, String(deadly)],
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) assert.equal(signal, "SIGKILL", new TextDecoder().decode(stderr));
  return !success;
}

/** Looks at a file, and its log, as no program of ours does; returns its version. */
function assertWhole(path: string): number {
  const sql = new DatabaseSync(path);
  const read = (query: string) => Object.values(sql.prepare(query).get() ?? {})[0];
  try {
    assert.equal(read("PRAGMA integrity_check"), "ok");
    assert.equal(read("SELECT count(*) FROM objects"), ROWS);
    const version = Number(read("PRAGMA user_version"));
    const columns = sql.prepare("PRAGMA table_info(objects)").all().map(({ name }) => name);
    assert.equal(columns.includes("weight"), version === NEW);
    const done = version === NEW ? "weight = id AND data <> '{}'" : "data = '{}'";
    assert.equal(read(`SELECT count(*) FROM objects WHERE ${done}`), ROWS);
    return version;
  } finally {
    sql.close();
  }
}

/** A copy that has its name is one of the old file. */
function assertCopyWhole(path: string): void {
  try {
    Deno.statSync(path);
  } catch {
    return;
  }
  assert.equal(assertWhole(path), OLD);
}
