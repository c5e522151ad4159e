import assert from "node:assert/strict";
import { BanList } from "../../src/core/gate/ban_list.ts";
import { StoredAccount } from "../../src/core/account/account.ts";
import { readRow } from "../../src/core/object/game_object.ts";
import { keptValue, PluginValues } from "../../src/core/plugin_storage/plugin_values.ts";
import { DamagedRowError } from "../../src/core/store/damaged_row_error.ts";
import { type Database, openDatabase } from "../../src/core/store/sqlite.ts";
import type { ObjectRow } from "../../src/core/store/store.ts";
import { Tables } from "../../src/core/store/tables.ts";
import { worldLab } from "../../tests/core/object/world_lab.ts";
import { ACCOUNT_HOST } from "../account_host.ts";
import { textOf } from "../checks.ts";
import type { FuzzTarget } from "../fuzz_target.ts";

/** Rows of a database whose data somebody else wrote: objects, accounts, bans, plugins' values. */
export const ROWS: FuzzTarget = {
  name: "rows",
  holds: "read as they are in the file, or refused with the row named",
  words: [
    ...[
      '"aliases":["a"]',
      '"location":1',
      '"attributes":{}',
      '"cmdsets":["a/b"]',
      '"ownerId":null',
    ],
    ...['"permissions":["Player"]', '"granted":[]', '"isQuelled":false', '"lastPuppet":1'],
  ],
  run(bytes) {
    const [choice = 0] = bytes;
    // SQLite's text ends at a NUL, which JSON.stringify() never writes.
    const [data = ""] = textOf(bytes.subarray(1)).split("\0");
    const [what, read] = READERS[choice % READERS.length] ?? READERS[0];
    try {
      read(data);
    } catch (error) {
      if (!(error instanceof DamagedRowError)) throw error;
      assert.equal(error.row, what);
      assert.ok(data.length < 8 || !error.message.includes(data), "the error tells the data");
    }
  },
};

const READERS: readonly [Reader, ...Reader[]] = [
  ["object 7", readObject],
  ["account 7", readAccount],
  ['what a plugin keeps as "key"', readValue],
  ["ban 7", readBan],
];

type Reader = readonly [row: string, read: (data: string) => void];

function readObject(data: string): void {
  using database = disposable(openDatabase(":memory:"));
  const tables = new Tables(database.sql);
  const row: ObjectRow = { id: 7, type: "thing", name: "lamp", data };
  tables.apply([{ kind: "putObject", row }]);
  const [found] = tables.objectsAfter(0, 1);
  assert.deepEqual(found, row);
  const { data: kept, cmdsets } = readRow(row);
  assert.ok([...kept.aliases, ...cmdsets].every((text) => typeof text === "string"));
  const { world } = worldLab();
  world.onObjects([row]);
  const object = world.get(7);
  assert.ok(object !== undefined && typeof object.desc === "string");
  assert.equal(object.location?.name, kept.location === 7 ? "lamp" : undefined);
}

function disposable(database: Database): Database & Disposable {
  return { ...database, [Symbol.dispose]: () => database.close() };
}

function readAccount(data: string): void {
  const row = { id: 7, name: "Anna", nameKey: "anna", password: "", isSuperuser: false };
  const account = new StoredAccount({ ...row, createdAt: 1, data }, ACCOUNT_HOST);
  assert.ok(account.permissions.every((permission) => typeof permission === "string"));
  assert.equal(account.get("no such attribute"), undefined);
  assert.doesNotThrow(() => JSON.parse(account.toRow().data));
}

function readValue(data: string): void {
  const values = new PluginValues();
  values.put("key", keptValue(data));
  assert.deepEqual(JSON.parse(JSON.stringify(values.read("key"))), JSON.parse(data));
}

function readBan(pattern: string): void {
  const ban = { id: 7, pattern, reason: "", by: "", at: 1 } as const;
  for (const kind of ["address", "name"] as const) {
    const list = new BanList([{ ...ban, kind }]);
    list.addressBan("192.0.2.1");
    list.nameBan(pattern);
    list.remove(7);
    assert.equal(list.size, 0);
  }
}
