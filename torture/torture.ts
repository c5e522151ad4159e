/** A long measurement that hurts a server and counts. */
export interface Torture {
  /** What it does, in one line, with its options. */
  readonly says: string;
  /**
   * Does it, telling on the error stream how far it is.
   *
   * @param args Its options, as they were typed.
   * @returns What was counted and measured, for one line of JSON.
   */
  readonly run: (args: readonly string[]) => Promise<Readonly<Record<string, unknown>>>;
}
