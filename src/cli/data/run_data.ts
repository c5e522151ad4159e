import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { backUp } from "../../core/store/backup.ts";
import { exportLines } from "../../core/store/export_lines.ts";
import { importLines } from "../../core/store/import_lines.ts";
import { isPostgresUrl } from "../../core/store/postgres/postgres_url.ts";
import { readDatabase } from "../../core/store/read_database.ts";
import { restore } from "../../core/store/restore.ts";
import type { DataAction } from "./data_args.ts";
import { inWords } from "./in_words.ts";
import { linesOf, writeLines } from "./line_files.ts";
import { runPostgres } from "./run_postgres.ts";

/** What is to be done, and where. */
export interface DataWork {
  readonly action: DataAction;
  /** The database: a file, or the address of a PostgreSQL database. */
  readonly database: string;
  /** The other file, as an absolute path or `-`; absent when none was named. */
  readonly file?: string;
  /** The time, in milliseconds since 1970, after which files are named. */
  readonly now: number;
}

/**
 * Backs up, restores, exports or imports.
 *
 * @returns What was done, in a few words.
 * @throws When it cannot be done; what was there is as it was.
 */
export async function runData(work: DataWork): Promise<string> {
  const { action, database, file = "-", now } = work;
  if (isPostgresUrl(database)) return await runPostgres(work);
  switch (action) {
    case "backup": {
      const to = work.file ?? join(dirname(database), "backups", `${nameOf(now)}.db`);
      await mkdir(dirname(to), { recursive: true });
      const rows = backUp(database, to);
      return `Backed up to ${to}: ${inWords(rows)}. The copy was checked.`;
    }
    case "restore": {
      const { rows, before } = restore(file, { to: database, suffix: nameOf(now) });
      const kept = before === undefined ? "" : ` What was there is now ${before}.`;
      return `Restored ${database}: ${inWords(rows)}.${kept}`;
    }
    case "export":
      return `Exported ${await writeExport(database, file)} rows.`;
    case "import": {
      await mkdir(dirname(database), { recursive: true });
      const rows = await importLines(database, linesOf(file));
      return `Imported into ${database}: ${inWords(rows)}.`;
    }
  }
}

async function writeExport(database: string, file: string): Promise<number> {
  using source = readDatabase(database);
  return await writeLines(exportLines(source), file);
}

/** A time as a file may be named: `2026-11-26T22-05-18Z`. */
function nameOf(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19).replaceAll(":", "-")}Z`;
}
