import { DatabaseSync } from "node:sqlite";
import { removeIfThere } from "./remove_if_there.ts";

/**
 * Copies a database through SQLite, which sees what is still in the write-ahead log, while others
 * go on reading and writing. The copy gets its name when it is on disk and was found to be whole,
 * so a file with that name is one.
 *
 * @param sql The database.
 * @param to The copy; a file of that name is replaced. Only this user may read it.
 * @throws When it cannot be written, or what was written is not whole.
 */
export function copyDatabase(sql: DatabaseSync, to: string): void {
  const part = `${to}.part`;
  removeIfThere(part);
  try {
    sql.prepare("VACUUM INTO ?").run(part);
    checkWhole(part);
    if (Deno.build.os !== "windows") Deno.chmodSync(part, 0o600);
    using file = Deno.openSync(part, { read: true, write: true });
    file.syncSync();
    Deno.renameSync(part, to);
  } catch (error) {
    removeIfThere(part);
    throw error;
  }
}

function checkWhole(path: string): void {
  const copy = new DatabaseSync(path, { readOnly: true });
  try {
    const [found] = Object.values(copy.prepare("PRAGMA integrity_check(1)").get() ?? {});
    if (found !== "ok") throw new Error(`database disk image is malformed: ${found}`);
  } finally {
    copy.close();
  }
}
