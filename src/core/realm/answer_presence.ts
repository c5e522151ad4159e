import { MAX_TOLD_PLAYERS, type Presence } from "../boundary/presence_question.ts";
import type { Game } from "../model.ts";

/** Tells the other realms who plays in this one, and no more of them than `who` tells everybody. */
export function answerPresence({ sessions, now }: Pick<Game, "sessions" | "now">): Presence {
  const accounts = [...sessions.accounts()].sort((a, b) => a.name.localeCompare(b.name));
  const at = now();
  const players = accounts.slice(0, MAX_TOLD_PLAYERS).map(({ name, sessions }) => ({
    name,
    onFor: Math.max(0, at - Math.min(...sessions.map(({ connTime }) => connTime))),
    idle: Math.max(0, at - Math.max(...sessions.map(({ cmdLastVisible }) => cmdLastVisible))),
  }));
  return { players, count: accounts.length };
}
