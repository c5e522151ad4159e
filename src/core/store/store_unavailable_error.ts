/** Thrown where game code changes something while the Store cannot keep changes. */
export class StoreUnavailableError extends Error {
  override readonly name = "StoreUnavailableError";

  /**
   * Creates the error.
   *
   * @param reason Why the last commit failed, as the Store said it.
   */
  constructor(readonly reason: string) {
    super(
      `Cannot change the world as the Store must be able to write: current state is "${reason}"`,
    );
  }
}
