/** Which row of the database is not as this program writes it, and what must be so. */
export interface RowDamage {
  /** The row, such as `object 12`. */
  readonly row: string;
  /** What must be so, such as `its data must be a JSON object`. No value of the row is told. */
  readonly needed: string;
}

/** Thrown when a row of the database is not as this program writes it; it names the row. */
export class DamagedRowError extends Error implements RowDamage {
  override readonly name = "DamagedRowError";

  /**
   * Creates the error. No value of the row is told: it may be a secret.
   *
   * @param row The row, such as `object 12`.
   * @param needed What must be so, such as `its data must be a JSON object`.
   */
  constructor(readonly row: string, readonly needed: string) {
    super(
      `Cannot read ${row} as ${needed}: current state is something else; bring a backup back ` +
        "with `deno task restore FILE`, or mend the row with sqlite3 while the server is stopped",
    );
  }
}
