import { createHash } from "node:crypto";
import { JSON_COLUMNS } from "./json_columns.ts";
import { rowJson } from "./row_data.ts";

/** The version of the form of an export. */
export const EXPORT_VERSION = 1;

/**
 * Makes the lines of an export: a head, a line for each row, and an end with how many rows there
 * were and the SHA-256 of all lines before it, each with its line feed.
 */
export class ExportWriter {
  readonly #hash = createHash("sha256");
  #rows = 0;

  /** How many rows there were. */
  get rows(): number {
    return this.#rows;
  }

  /** Returns the first line. */
  head(schema: number): string {
    return this.#hashed({ vestibule: "export", version: EXPORT_VERSION, schema });
  }

  /**
   * Returns the line of a row.
   *
   * @throws {DamagedRowError} When it holds what cannot be read.
   */
  row(table: string, row: Readonly<Record<string, unknown>>): string {
    this.#rows++;
    return this.#hashed({ table, row: readable(table, row) });
  }

  /** Returns the last line. */
  end(): string {
    return JSON.stringify({ end: { rows: this.#rows, sha256: this.#hash.digest("hex") } });
  }

  #hashed(value: unknown): string {
    const line = JSON.stringify(value);
    this.#hash.update(`${line}\n`);
    return line;
  }
}

/** What is kept as JSON is written as such, to be read and changed with other programs. */
function readable(table: string, row: Readonly<Record<string, unknown>>): unknown {
  const shown = { ...row };
  for (const column of JSON_COLUMNS.get(table) ?? []) {
    shown[column] = rowJson(
      `row ${row.id ?? `${row.plugin} ${row.key}`} of ${table}`,
      String(row[column]),
    );
  }
  return shown;
}
