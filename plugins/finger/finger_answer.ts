import { type Account, escapeMarkup, type Game, table } from "@vestibule/core";

/** How many are listed at most: whoever asks has not logged in. */
const MOST_LISTED = 200;

/**
 * Answers a finger query with what every player sees of others, and no more: names, how long they
 * are here, how long they are silent.
 *
 * @param game The game.
 * @param query `[/W] [name]` (RFC 1288, 2.3). Without a name, everybody is listed.
 * @returns Markup.
 */
export function fingerAnswer(game: Game, query: string): string {
  const [, verbose, name = ""] = /^(\/W\b)?\s*(.*?)\s*$/i.exec(query.trim()) ?? [];
  const here = [...game.sessions.accounts()].sort((a, b) => a.name.localeCompare(b.name));
  if (name === "") return everybody(game, here);
  const account = here.find((one) => one.name.toLowerCase() === name.toLowerCase());
  // Whether there is such an account at all is not for strangers to know.
  if (account === undefined) return `Nobody called "${escapeMarkup(name)}" is here now.`;
  return one(game, account, verbose !== undefined);
}

function everybody(game: Game, here: readonly Account[]): string {
  const head = `${escapeMarkup(game.settings.serverName)}: ${here.length} here.`;
  if (here.length === 0) return head;
  const rows = here.slice(0, MOST_LISTED).map((account) => {
    const { since, idle } = timesOf(game, account);
    return [escapeMarkup(account.name), span(game.now() - since), span(idle)];
  });
  const shown = table(rows, { head: ["Name", "On for", "Idle"] });
  const rest = here.length - rows.length;
  return `${head}\n\n${shown}${rest > 0 ? `\n... and ${rest} more.` : ""}`;
}

function one(game: Game, account: Account, isVerbose: boolean): string {
  const { since, idle } = timesOf(game, account);
  const lines = [
    `Name: ${escapeMarkup(account.name)}`,
    `On for ${span(game.now() - since)}, idle ${span(idle)}`,
  ];
  if (isVerbose) lines.push(`On since ${new Date(since).toISOString()}`);
  return lines.join("\n");
}

function timesOf(game: Game, { sessions }: Account): { since: number; idle: number } {
  return {
    since: Math.min(...sessions.map(({ connTime }) => connTime)),
    idle: game.now() - Math.max(...sessions.map(({ cmdLastVisible }) => cmdLastVisible)),
  };
}

/** Says how long something takes, in its largest unit. */
function span(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / 60_000);
  if (minutes < 1) return `${Math.floor(Math.max(0, ms) / 1000)} s`;
  if (minutes < 60) return `${minutes} min`;
  return minutes < 2880 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`;
}
