import { setImmediate } from "node:timers";

/** More turns of the event loop than anything that is waited for takes. */
const MAX_TURNS = 20_000;

/** Lets the event loop turn so many times. */
export async function turnsOfTheLoop(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) {
    await new Promise<void>((resolve) => setImmediate(() => resolve()));
  }
}

/**
 * Lets the event loop turn until something holds.
 *
 * @param what What is waited for, in words.
 * @param holds Tells whether it has come.
 * @throws {Error} When it does not come.
 */
export async function until(what: string, holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < MAX_TURNS; turn++) {
    if (holds()) return;
    await turnsOfTheLoop(1);
  }
  throw new Error(`Cannot go on as ${what} must come: it did not in ${MAX_TURNS} turns`);
}
