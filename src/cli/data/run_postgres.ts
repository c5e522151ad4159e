import { join } from "node:path";
import { importLines } from "../../core/store/import_lines.ts";
import { shownUrl } from "../../core/store/postgres/postgres_url.ts";
import type { DataAction } from "./data_args.ts";
import { linesOf, writeLines } from "./line_files.ts";
import { runCopy } from "./run_copy.ts";

/** What PostgreSQL has programs of its own for. */
const OWN: Readonly<Partial<Record<DataAction, string>>> = {
  backup: "pg_dump",
  restore: "pg_restore",
};

/**
 * Exports or imports a world that is in a PostgreSQL database.
 *
 * @param work What is to be done, the database's address, and the other file.
 * @returns What was done, in a few words.
 * @throws When it cannot be done; what was there is as it was.
 */
export async function runPostgres(
  { action, database: url, file = "-" }: {
    readonly action: DataAction;
    readonly database: string;
    readonly file?: string;
  },
): Promise<string> {
  const own = OWN[action];
  if (own !== undefined) {
    throw new Error(
      `Cannot ${action} "${shownUrl(url)}" as it must be a file: it is a PostgreSQL database. ` +
        `Use ${own}, or deno task export and import`,
    );
  }
  if (action === "import") return await importInto(url, file);
  const { openPostgres } = await import("../../core/store/postgres/postgres_database.ts");
  const { exportPostgres } = await import("../../core/store/postgres/export_postgres.ts");
  const source = await openPostgres(url, { isShared: true });
  try {
    return `Exported ${await writeLines(exportPostgres(source), file)} rows.`;
  } finally {
    await source.close();
  }
}

/** A file of its own checks every line first, and brings what is old to this program's schema. */
async function importInto(url: string, file: string): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "vestibule-import-" });
  try {
    const path = join(folder, "import.db");
    await importLines(path, linesOf(file));
    const to = { kind: "postgres", url } as const;
    return await runCopy({ from: { kind: "sqlite", path }, to, tell: console.error });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
