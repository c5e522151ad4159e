/** What a failure is that nobody caught. */
type Uncaught = ErrorEvent | PromiseRejectionEvent;

/**
 * Keeps failures that nobody caught from ending the process.
 *
 * Only for a process that runs code which is not ours beside the connections of everybody: there,
 * one mistake in a callback would end the game for all.
 *
 * @param onUncaught Is told of each.
 * @returns Lets failures end the process again, when disposed of.
 */
export function containUncaught(onUncaught: (error: unknown) => void): Disposable {
  const contain = (event: Uncaught) => {
    event.preventDefault();
    onUncaught("reason" in event ? event.reason : event.error);
  };
  globalThis.addEventListener("error", contain);
  globalThis.addEventListener("unhandledrejection", contain);
  return {
    [Symbol.dispose]() {
      globalThis.removeEventListener("error", contain);
      globalThis.removeEventListener("unhandledrejection", contain);
    },
  };
}
