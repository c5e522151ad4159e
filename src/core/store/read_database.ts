import { DatabaseSync } from "node:sqlite";
import { MIGRATIONS } from "./migrations.ts";
import { attempt } from "./open_problems.ts";
import { readSchema } from "./schema.ts";
import { StoreOpenError } from "./store_open_error.ts";

/** A database that is only read; a server may have it open. */
export interface ReadDatabase extends Disposable {
  readonly sql: DatabaseSync;
  /** The number of its last migration. */
  readonly schema: number;
}

/**
 * Opens a database to read it, as it is at this moment, whoever else has it open.
 *
 * @throws {StoreOpenError} When it is not there, not whole, or no database of this program.
 */
export function readDatabase(path: string): ReadDatabase {
  using cleanup = new DisposableStack();
  const sql = attempt(path, () => {
    Deno.statSync(path);
    return new DatabaseSync(path, { readOnly: true });
  });
  cleanup.defer(() => sql.close());
  const schema = attempt(path, () => readSchema(sql, path, MIGRATIONS.length));
  if (schema === 0) {
    throw new StoreOpenError({
      path,
      needed: "there must be a world in it",
      state: "an empty database",
      remedy: "name another file or folder",
    });
  }
  const held = cleanup.move();
  return { sql, schema, [Symbol.dispose]: () => held.dispose() };
}
