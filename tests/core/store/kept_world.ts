import { openDatabase } from "../../../src/core/store/sqlite.ts";
import { Tables } from "../../../src/core/store/tables.ts";
import { account, auditEntry, ban, object } from "./samples.ts";

/** Makes a database with a row in every table, and a name and data that are hard to write down. */
export function keepWorld(path: string): void {
  const database = openDatabase(path);
  const tables = new Tables(database.sql);
  tables.addAccount({ ...account("Anna"), isSuperuser: true, data: '{"a":[1,null,"ü\\n"]}' });
  const lost = tables.addAccount(account("Lost"));
  tables.apply([
    { kind: "deleteAccount", id: lost },
    {
      kind: "putObject",
      row: { ...object(1, 'a "box"\u2028 of 🦊'), data: '{"__proto__":{"x":1}}' },
    },
    { kind: "putObject", row: object(7) },
    { kind: "putBan", row: ban(3) },
    { kind: "putPluginData", row: { plugin: "well", key: "litres", value: '"4"' } },
    { kind: "putPluginVersion", row: { plugin: "well", version: 2 } },
    { kind: "putAudit", row: auditEntry(5) },
  ]);
  tables.writeMeta("lastObjectId", 9);
  database.close();
}

/** Reads every row of every table, SQLite's own sequence included. */
export function readWorld(path: string): Readonly<Record<string, readonly unknown[]>> {
  const database = openDatabase(path);
  try {
    const names = database.sql.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    return Object.fromEntries(
      names.map(({ name }) => [name, database.sql.prepare(`SELECT * FROM "${name}"`).all()]),
    );
  } finally {
    database.close();
  }
}

/** Returns the names of the files in a folder, sorted, without the lock and an empty log. */
export function filesIn(folder: string): readonly string[] {
  const isLeft = (name: string) =>
    name.endsWith(".lock") || name.endsWith("-shm") ||
    (name.endsWith("-wal") && Deno.statSync(`${folder}/${name}`).size === 0);
  return [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) => !isLeft(name))
    .sort();
}
