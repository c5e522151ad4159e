import type { Hooks } from "./hooks.ts";
import type { Turns } from "./turns.ts";

/** Code that runs by itself, outside of any command. */
export interface ApartRun {
  /** Whose code it is. */
  readonly owner: string;
  /** Which part of it, for the log. */
  readonly what: string;
  readonly run: () => void | Promise<void>;
}

/**
 * Runs code that no command waits for: when it throws, that is logged, and what it changed is taken
 * back.
 *
 * @param parts What guards the code, and records what it does.
 * @param apart The code.
 * @returns Resolves when it has ended, however it did; `undefined` when it has already.
 */
export function runApart(
  { hooks, turns: { journal } }: { readonly hooks: Hooks; readonly turns: Turns },
  { owner, what, run }: ApartRun,
): Promise<void> | undefined {
  const scope = {};
  let hasReturned = false;
  let running: Promise<void> | undefined;
  const guard = (run: () => void) => void hooks.guard(owner, what, run);
  // What it waits for is its own affair: nobody waits for it, so no limit holds.
  guard(() => {
    const returned: unknown = journal.inScope(scope, run);
    hasReturned = true;
    if (!(returned instanceof Promise)) return;
    running = returned.catch((error) => {
      journal.undoScope(scope);
      guard(() => {
        throw error;
      });
    });
  });
  // It threw at once, or did not come back in time.
  if (!hasReturned) journal.undoScope(scope);
  return running;
}
