/** One thing wrong with the settings. */
export interface SettingsIssue {
  /** The setting's name, as it was given. */
  readonly setting: string;
  /** Where the value came from, such as a file's name. */
  readonly source: string;
  /** What is wrong, as a sentence. */
  readonly message: string;
}

/** Thrown when settings cannot be used; it carries everything that is wrong with them. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  /**
   * Creates the error.
   *
   * @param issues What is wrong, at least one thing.
   */
  constructor(readonly issues: readonly SettingsIssue[]) {
    const lines = issues.map(({ source, message }) => `\n  ${source}: ${message}`);
    super(
      `Cannot use the settings as all of them must be right: ${count(issues)}${lines.join("")}`,
    );
  }
}

function count(issues: readonly SettingsIssue[]): string {
  return issues.length === 1 ? "1 is not" : `${issues.length} are not`;
}
