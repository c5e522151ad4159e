import type { Contributions } from "../contributions.ts";
import type { Hooks } from "../hooks.ts";
import type { Game } from "../model.ts";
import { ownerOf } from "../parts/owner_of.ts";
import type { Settings } from "../settings/settings.ts";
import type { StoredAccount } from "./account.ts";

/** What {@linkcode giveType} needs of the Server. */
export interface AccountTypeParts {
  readonly contributions: Pick<Contributions, "accountTypes">;
  readonly settings: Pick<Settings, "baseAccountTypeclass">;
  readonly hooks: Pick<Hooks, "ask">;
  readonly game: () => Game;
}

/** Makes a new account one of the type that the settings name, if they name one. */
export function giveType(account: StoredAccount, parts: AccountTypeParts): void {
  const { contributions, settings: { baseAccountTypeclass: name }, hooks, game } = parts;
  const type = contributions.accountTypes.get(name);
  if (type === undefined) return;
  const { attributes = {}, cmdset, onCreate } = type;
  const ask = (what: string, run: () => void) =>
    hooks.ask(ownerOf(name), `${what} of ${name}`, run);
  account.become(name);
  ask("attributes", () => {
    for (const [key, value] of Object.entries(attributes)) account.set(key, value);
  });
  if (cmdset !== undefined) {
    ask("cmdset", () => account.cmdsets.add(cmdset, { persistent: true }));
  }
  if (onCreate !== undefined) ask("onCreate", () => onCreate(account, game()));
}
