import type { Turns } from "../turns.ts";
import type { ClientNews } from "../oob/client_news.ts";
import type { SessionRegistry } from "./session_registry.ts";

/**
 * Sets sessions right after turns were lost: a command whose changes are gone must not go on as if
 * they were there, and what Portal and clients were not told is told again.
 *
 * @param parts The sessions, the turns, which are back at what is kept, and what clients know.
 */
export function afterLoss(
  { registry, turns, news }: {
    readonly registry: SessionRegistry;
    readonly turns: Turns;
    readonly news: ClientNews;
  },
): void {
  news.repeatAll();
  turns.journal.inScope({}, () => registry.turnBackLost());
  for (const { core } of registry.entries()) {
    turns.counted(core);
    if (turns.journal.isUndone(core.scope)) core.inbox.question?.cancel();
  }
}
