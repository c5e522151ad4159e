import { importLines } from "../../core/store/import_lines.ts";
import { takeLock } from "../../core/store/lock_file.ts";
import { readDatabase } from "../../core/store/read_database.ts";
import { shownUrl } from "../../core/store/postgres/postgres_url.ts";
import { inWords } from "./in_words.ts";
import type { Place } from "./copy_args.ts";

/** After how many rows it is told how far a copy is. */
const TOLD_ROWS = 10_000;

/**
 * Copies a world from a file into a PostgreSQL database, or back, whole or not at all.
 *
 * @param work From where, to where, and who is told how far it is.
 * @returns What was done, in a few words.
 * @throws When it cannot be done; nothing was copied.
 */
export async function runCopy(
  { from, to, tell }: {
    readonly from: Place;
    readonly to: Place;
    readonly tell: (text: string) => void;
  },
): Promise<string> {
  // Only who copies needs them.
  const { openPostgres } = await import("../../core/store/postgres/postgres_database.ts");
  if (to.kind === "postgres" && from.kind === "sqlite") {
    const { copyToPostgres, refuseOlder } = await import(
      "../../core/store/postgres/copy_to_postgres.ts"
    );
    using source = readDatabase(from.path);
    // A server that runs would go on with a world that nobody copies any more.
    using _lock = takeLock(from.path);
    refuseOlder(source);
    source.sql.exec("BEGIN");
    const target = await openPostgres(to.url);
    try {
      const rows = await copyToPostgres(source, target, told(tell));
      return `Copied to ${shownUrl(to.url)}: ${inWords(rows)}. Every row was compared.`;
    } finally {
      await target.close();
    }
  }
  if (to.kind !== "sqlite" || from.kind !== "postgres") {
    throw new TypeError("Cannot copy as the places must be of two kinds: they are of one");
  }
  const { exportPostgres } = await import("../../core/store/postgres/export_postgres.ts");
  const source = await openPostgres(from.url, { isSource: true });
  try {
    const rows = await importLines(to.path, counted(exportPostgres(source), told(tell)));
    return `Copied to ${to.path}: ${inWords(rows)}. Every row was checked.`;
  } finally {
    await source.close();
  }
}

function told(tell: (text: string) => void): (rows: number) => void {
  let next = TOLD_ROWS;
  return (rows) => {
    if (rows < next) return;
    next += TOLD_ROWS;
    tell(`${rows} rows`);
  };
}

async function* counted(
  lines: AsyncIterable<string>,
  tell: (rows: number) => void,
): AsyncGenerator<string> {
  let rows = 0;
  for await (const line of lines) {
    yield line;
    tell(++rows);
  }
}
