import { setImmediate } from "node:timers";

/** Resolves in the next turn of the event loop, when what is waiting has been read. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => resolve()));
}
