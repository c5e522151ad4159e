import type { Turns } from "../turns.ts";
import type { SessionRegistry } from "./session_registry.ts";

/**
 * Sets sessions right after turns were lost: a command whose changes are gone must not go on as if
 * they were there, and what the Portal was not told is told again.
 *
 * @param registry The sessions.
 * @param turns The turns, which are back at what is kept.
 */
export function afterLoss(registry: SessionRegistry, turns: Turns): void {
  for (const { core } of registry.entries()) {
    turns.changed(core, ["cmdLast", "cmdLastVisible", "cmdTotal"]);
    if (turns.journal.isUndone(core.scope)) core.inbox.question?.cancel();
  }
}
