/** Thrown to a Server that asks the Store for something after a newer one took over. */
export class StoreFencedError extends Error {
  override readonly name = "StoreFencedError";

  /**
   * Creates the error.
   *
   * @param epoch The number of the Server that asked.
   */
  constructor(readonly epoch: number) {
    super(
      `Cannot use the Store as epoch ${epoch} must be connected: current state is fenced or closed`,
    );
  }
}
