import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { ImportError } from "../../src/core/store/import_error.ts";
import { importLines } from "../../src/core/store/import_lines.ts";
import { openDatabase } from "../../src/core/store/sqlite.ts";
import { Tables } from "../../src/core/store/tables.ts";
import { textOf } from "../checks.ts";
import type { FuzzTarget } from "../fuzz_target.ts";

/** The lines of an export; an end that fits is put after lines that have none. */
export const IMPORT_FILE: FuzzTarget = {
  name: "import_file",
  holds: "a database that can be opened, or none and the line named",
  words: [
    ...[
      '{"vestibule":"export","version":1,"schema":1}\n',
      '{"table":"objects","row":{',
      '"row":{}',
    ],
    ...['"table":"accounts"', '"table":"sqlite_sequence"', '"id":-1', '"data":{}', '"id":1e300'],
  ],
  async run(bytes) {
    const lines = withEnd(textOf(bytes).split("\n"));
    const folder = Deno.makeTempDirSync();
    const path = join(folder, "vestibule.db");
    try {
      const rows = await importLines(path, each(lines));
      assert.ok([...rows.values()].every((count) => count <= lines.length), "more rows than lines");
      const database = openDatabase(path);
      const tables = new Tables(database.sql);
      assert.equal(tables.objectsAfter(-Infinity, lines.length).length, rows.get("objects"));
      tables.bans();
      database.close();
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      assert.ok(error.line >= 1 && error.line <= lines.length + 1, `line ${error.line}`);
      const left = [...Deno.readDirSync(folder)].map(({ name }) => name);
      assert.deepEqual(left.filter((name) => !name.endsWith(".lock")), [], "something is left");
    } finally {
      Deno.removeSync(folder, { recursive: true });
    }
  },
};

function withEnd(lines: readonly string[]): readonly string[] {
  if (lines.some((line) => line.startsWith('{"end":'))) return lines;
  const sha256 = createHash("sha256").update(lines.map((line) => `${line}\n`).join("")).digest(
    "hex",
  );
  return [...lines, JSON.stringify({ end: { rows: lines.length - 1, sha256 } })];
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  await Promise.resolve();
  yield* lines;
}
