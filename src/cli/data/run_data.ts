import { createReadStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { backUp } from "../../core/store/backup.ts";
import { refuseTaken } from "../../core/store/refuse_taken.ts";
import { removeIfThere } from "../../core/store/remove_if_there.ts";
import { exportLines } from "../../core/store/export_lines.ts";
import { importLines } from "../../core/store/import_lines.ts";
import { readDatabase } from "../../core/store/read_database.ts";
import { restore } from "../../core/store/restore.ts";
import type { DataAction } from "./data_args.ts";

/** What is to be done, and where. */
export interface DataWork {
  readonly action: DataAction;
  /** The database. */
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
  const lines = exportLines(source);
  if (file === "-") return await writeLines(lines, Deno.stdout);
  refuseTaken(file);
  const part = `${file}.part`;
  try {
    const options = { write: true, create: true, truncate: true, mode: 0o600 };
    using output = await Deno.open(part, options);
    const rows = await writeLines(lines, output);
    await output.sync();
    await Deno.rename(part, file);
    return rows;
  } finally {
    removeIfThere(part);
  }
}

/** What bytes are written to, as many as it takes at once. */
interface Sink {
  write(bytes: Uint8Array): Promise<number>;
}

/** Returns what the lines return when all of them are written. */
async function writeLines(lines: Iterator<string, number>, to: Sink): Promise<number> {
  const encoder = new TextEncoder();
  let next = lines.next();
  for (; next.done !== true; next = lines.next()) {
    let rest = encoder.encode(`${next.value}\n`);
    while (rest.length > 0) rest = rest.subarray(await to.write(rest));
  }
  return next.value;
}

function linesOf(file: string): AsyncIterable<string> {
  const input = file === "-" ? process.stdin : createReadStream(file);
  return createInterface({ input, crlfDelay: Infinity });
}

/** A time as a file may be named: `2026-11-26T22-05-18Z`. */
function nameOf(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19).replaceAll(":", "-")}Z`;
}

const SHOWN: readonly (readonly [table: string, one: string, many: string])[] = [
  ["accounts", "account", "accounts"],
  ["objects", "object", "objects"],
  ["bans", "ban", "bans"],
];

function inWords(rows: ReadonlyMap<string, number>): string {
  return SHOWN.map(([table, one, many]) => {
    const count = rows.get(table) ?? 0;
    return `${count} ${count === 1 ? one : many}`;
  }).join(", ");
}
