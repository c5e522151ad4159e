/** Thrown when plugins cannot be used as they are; nothing of any of them runs. */
export class PluginError extends Error {
  override readonly name = "PluginError";

  /**
   * Creates the error.
   *
   * @param problems Every problem found, each a sentence that says what to do.
   */
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}
