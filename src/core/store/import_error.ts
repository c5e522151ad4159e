/** Thrown when an export cannot be imported; nothing was. */
export class ImportError extends Error {
  override readonly name = "ImportError";

  /**
   * Creates the error.
   *
   * @param line The number of the line, from 1.
   * @param problem What must be so, and what is.
   */
  constructor(readonly line: number, problem: string, options?: ErrorOptions) {
    super(`Cannot import line ${line} as ${problem}`, options);
  }
}
