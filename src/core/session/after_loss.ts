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
  for (const { core, session } of registry.entries()) {
    turns.changed(core, ["cmdLast", "cmdLastVisible", "cmdTotal"]);
    const { question } = core.inbox;
    if (question === undefined || !turns.journal.isUndone(core.scope)) continue;
    question.cancel();
    // What is typed next answers nothing, so it must not be hidden.
    if (question.isSecret) session.dataOut([["prompt", [""], {}]]);
  }
}
