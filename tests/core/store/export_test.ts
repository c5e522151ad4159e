import assert from "node:assert/strict";
import { exportLines } from "../../../src/core/store/export_lines.ts";
import { ImportError } from "../../../src/core/store/import_error.ts";
import { importLines } from "../../../src/core/store/import_lines.ts";
import { MIGRATIONS } from "../../../src/core/store/migrations.ts";
import { readDatabase } from "../../../src/core/store/read_database.ts";
import { openDatabase } from "../../../src/core/store/sqlite.ts";
import { Tables } from "../../../src/core/store/tables.ts";
import { measured } from "../../reliability/measured.ts";
import { filesIn, keepWorld, readWorld } from "./kept_world.ts";
import { account, temporaryFolder } from "./samples.ts";

function exported(path: string): string[] {
  using database = readDatabase(path);
  return [...exportLines(database)];
}

async function* given(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

Deno.test("store 8. importLines() makes the same world again out of exportLines()", async () => {
  using folder = temporaryFolder();
  const [path, other] = [`${folder.path}/world.db`, `${folder.path}/other.db`];
  keepWorld(path);
  const lines = exported(path);
  const rows = await importLines(other, given(lines));
  assert.equal(rows.get("objects"), 2);
  assert.deepEqual(readWorld(other), readWorld(path));
  assert.deepEqual(exported(other), lines);
  const database = openDatabase(other);
  assert.equal(new Tables(database.sql).addAccount(account("Next")), 3, "an id was given again");
  database.close();
  assert.deepEqual(filesIn(folder.path), ["other.db", "world.db"]);
});

Deno.test("exportLines() and what importLines() counts leave out which lines are used up", async () => {
  using folder = temporaryFolder();
  const [path, other] = [`${folder.path}/world.db`, `${folder.path}/other.db`];
  keepWorld(path);
  const before = exported(path);
  const database = openDatabase(path);
  new Tables(database.sql).apply([{ kind: "putRan", lines: [[5, 2]], at: 1 }]);
  database.close();
  assert.deepEqual(exported(path), before);
  const rows = await importLines(other, given(before));
  assert.equal(rows.has("ran"), false);
});

Deno.test("store 8. importLines() brings an export of an older schema to this one", async () => {
  using folder = temporaryFolder();
  const [path, other] = [`${folder.path}/old.db`, `${folder.path}/other.db`];
  const old = openDatabase(path, MIGRATIONS.slice(0, 1));
  old.sql.exec("INSERT INTO objects VALUES (4, 'thing', 'mug', '{}')");
  old.close();
  await importLines(other, given(exported(path)));
  const world = readWorld(other);
  assert.deepEqual(world.objects?.map((row) => ({ ...Object(row) })), [
    { id: 4, type: "thing", name: "mug", data: "{}" },
  ]);
  assert.deepEqual(world.bans, []);
});

Deno.test("store 8. importLines() names each line that is damaged, cut or foreign, and keeps nothing", async () => {
  using folder = temporaryFolder();
  const [path, other] = [`${folder.path}/world.db`, `${folder.path}/other.db`];
  keepWorld(path);
  const lines = exported(path);
  const object = lines.findIndex((line) => line.startsWith('{"table":"objects"'));
  const changed = (at: number, change: (line: string) => string) =>
    lines.with(at, change(lines[at] ?? ""));
  const cases: readonly (readonly [lines: readonly string[], message: RegExp])[] = [
    [[], /line 1 as it must be the head of an export: .*an empty line/],
    [["Dear diary"], /line 1 as it must be the head/],
    [changed(0, (line) => line.replace('"version":1', '"version":2')), /line 1 .*newer program/],
    [changed(0, (line) => line.replace(/"schema":\d+/, '"schema":99')), /line 1 .*newer program/],
    [lines.slice(0, -1), new RegExp(`line ${lines.length} as it must be the end .*cut off`)],
    [lines.toSpliced(object, 1), new RegExp(`line ${lines.length - 1} as there must be`)],
    [changed(object, (line) => line.replace("box", "bag")), /line \d+ as what stands before/],
    [
      changed(object, (line) => line.slice(0, 30)),
      new RegExp(`line ${object + 1} as it must be a row`),
    ],
    [
      changed(object, (line) => line.replace('"type"', '"kind"')),
      /its columns must be id, type, name, data/,
    ],
    [
      changed(object, (line) => line.replace("objects", "sqlite_schema")),
      /its table must be one of meta,/,
    ],
    [
      changed(object, (line) => line.replace('"id":1', '"id":"one"')),
      /must fit into the table "objects"/,
    ],
    [
      changed(object, (line) => line.replace('"id":1', '"id":null')),
      /"id" is neither text nor a number/,
    ],
    [lines.toSpliced(object, 0, lines[object] ?? ""), /must fit into the table "objects".*UNIQUE/],
    [[...lines, lines[object] ?? ""], /there must be nothing after the end/],
  ];
  for (const [given_, message] of cases) {
    await assert.rejects(importLines(other, given(given_)), (error) => {
      assert.ok(error instanceof ImportError, String(error));
      assert.match(error.message, message);
      return true;
    });
    assert.deepEqual(filesIn(folder.path), ["world.db"]);
  }
  measured("store 8", `${cases.length} damaged exports, each refused by its line and nothing kept`);
});

Deno.test("importLines() leaves a database alone that is there", async () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  keepWorld(path);
  const before = Deno.readFileSync(path);
  await assert.rejects(importLines(path, given(exported(path))), /nothing may have that name/);
  assert.deepEqual(Deno.readFileSync(path), before);
});

Deno.test("exportLines() names a row whose data is no JSON", () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  const database = openDatabase(path);
  database.sql.exec("INSERT INTO objects VALUES (4, 'thing', 'mug', '{')");
  database.close();
  assert.throws(
    () => exported(path),
    /^DamagedRowError: Cannot read row 4 of objects as its data must be JSON:/,
  );
});

Deno.test("store 8. importLines() refuses to put a world beside the log of another one", async () => {
  using folder = temporaryFolder();
  const [path, other] = [`${folder.path}/world.db`, `${folder.path}/other.db`];
  keepWorld(path);
  Deno.writeTextFileSync(`${other}-wal`, "a log");
  await assert.rejects(importLines(other, given(exported(path))), /other\.db-wal" as nothing may/);
  assert.deepEqual(filesIn(folder.path), ["other.db-wal", "world.db"]);
  assert.equal(Deno.readTextFileSync(`${other}-wal`), "a log");
});
