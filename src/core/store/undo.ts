/**
 * Takes changes back, the newest first; all of them, even when one throws.
 *
 * @param undos What takes each change back, the oldest first.
 * @throws AggregateError when any of them threw: memory is then unlike the Store, and the Server
 * must not go on.
 */
export function undoNewestFirst(undos: readonly (() => void)[]): void {
  const errors: unknown[] = [];
  for (const undo of undos.toReversed()) {
    try {
      undo();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) {
    throw new AggregateError(
      errors,
      `Cannot take back a turn as every undo must succeed: current state is ${errors.length} ` +
        `failed of ${undos.length}`,
    );
  }
}
