import { MIGRATIONS } from "../../../src/core/store/migrations.ts";

/** Two more steps: the second writes every row anew, more than SQLite keeps in memory. */
export function migrationSteps(): readonly string[] {
  return [
    ...MIGRATIONS,
    "ALTER TABLE objects ADD COLUMN weight INTEGER",
    `PRAGMA cache_size = 10;
     UPDATE objects SET weight = id, data = json_object('long', hex(randomblob(500)))`,
  ];
}
