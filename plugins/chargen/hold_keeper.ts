import type { Hold, HoldKeeper } from "./names.ts";

/** Keeps holds as long as the Server runs. */
export function heldInMemory(): HoldKeeper {
  const holds = new Map<string, Hold>();
  return {
    get: (key) => holds.get(key),
    set: (key, hold) => void (hold === undefined ? holds.delete(key) : holds.set(key, hold)),
    entries: () => holds.entries(),
  };
}
