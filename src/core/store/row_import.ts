import type { Hash } from "node:crypto";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import * as v from "valibot";
import { messageOf } from "../trace/error_text.ts";
import { ImportError } from "./import_error.ts";
import { JSON_COLUMNS } from "./json_columns.ts";
import { parseLine } from "./parse_line.ts";
import { exportedTables, type Table } from "./tables_of.ts";

const ROW = v.strictObject({ table: v.string(), row: v.record(v.string(), v.unknown()) });
const END = v.strictObject({
  end: v.strictObject({
    rows: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    sha256: v.string(),
  }),
});

/** The rows of an export on their way into a database, from the second line on. */
export class RowImport {
  readonly #sql: DatabaseSync;
  readonly #hash: Hash;
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #statements = new Map<string, StatementSync>();
  #line = 1;
  #rows = 0;
  #hasEnded = false;

  constructor(sql: DatabaseSync, hash: Hash) {
    this.#sql = sql;
    this.#hash = hash;
    this.#tables = new Map(exportedTables(sql).map((table) => [table.name, table]));
  }

  /** Takes the next line. */
  take(text: string): void {
    this.#line++;
    if (this.#hasEnded) {
      throw new ImportError(this.#line, "there must be nothing after the end: there is a line");
    }
    if (text.startsWith('{"end":')) return this.#takeEnd(text);
    const needed = "it must be a row of an export";
    const { table: name, row } = parseLine(ROW, text, { line: this.#line, needed });
    const table = this.#tables.get(name);
    if (table === undefined) {
      const known = [...this.#tables.keys()].join(", ");
      throw new ImportError(this.#line, `its table must be one of ${known}: it is "${name}"`);
    }
    this.#put(table, row);
    this.#hash.update(`${text}\n`);
    this.#rows++;
  }

  /** Checks that there was an end. */
  end(): void {
    if (this.#hasEnded) return;
    throw new ImportError(
      this.#line + 1,
      `it must be the end of the export: the file ends after ${this.#rows} rows. ` +
        "It was cut off; export again",
    );
  }

  #put({ name, columns }: Table, row: Readonly<Record<string, unknown>>): void {
    const found = Object.keys(row);
    if (found.length !== columns.length || !columns.every((column) => Object.hasOwn(row, column))) {
      throw new ImportError(
        this.#line,
        `its columns must be ${columns.join(", ")}: they are ${found.join(", ") || "none"}`,
      );
    }
    try {
      this.#statementOf({ name, columns })
        .run(...columns.map((column) => kept(name, column, row[column])));
    } catch (error) {
      const needed = `it must fit into the table "${name}"`;
      throw new ImportError(this.#line, `${needed}: current state is ${messageOf(error)}`, {
        cause: error,
      });
    }
  }

  /** What a migration has put into a table gives way. */
  #statementOf({ name, columns }: Table): StatementSync {
    const known = this.#statements.get(name);
    if (known !== undefined) return known;
    this.#sql.exec(`DELETE FROM "${name}"`);
    const names = columns.map((column) => `"${column}"`).join(", ");
    const marks = columns.map(() => "?").join(", ");
    const made = this.#sql.prepare(`INSERT INTO "${name}" (${names}) VALUES (${marks})`);
    this.#statements.set(name, made);
    return made;
  }

  #takeEnd(text: string): void {
    const { end } = parseLine(END, text, {
      line: this.#line,
      needed: "it must be the end of an export",
    });
    if (end.rows !== this.#rows) {
      throw new ImportError(
        this.#line,
        `there must be ${end.rows} rows before it: there are ${this.#rows}. Export again`,
      );
    }
    if (end.sha256 !== this.#hash.digest("hex")) {
      throw new ImportError(
        this.#line,
        "what stands before it must be as it was exported: it is not. Export again; or, if it was " +
          "changed on purpose, write the sha256 of all lines before this one here",
      );
    }
    this.#hasEnded = true;
  }
}

function kept(table: string, column: string, value: unknown): string | number {
  if (JSON_COLUMNS.get(table)?.includes(column) === true) return JSON.stringify(value);
  if (typeof value === "string" || typeof value === "number") return value;
  throw new TypeError(`"${column}" is neither text nor a number`);
}
