import type { Call } from "../boundary/messages.ts";
import { StoredBans } from "../gate/stored_bans.ts";
import type { MemoryWorld } from "../object/world.ts";
import type { SessionRegistry } from "../session/session_registry.ts";
import type { Journal } from "../store/journal.ts";
import { AccountService, type AccountServiceOptions } from "./account_service.ts";

/** What accounts and bans are made with. */
export interface MakeAccountsOptions
  extends Pick<AccountServiceOptions, "settings" | "store" | "clock" | "trace" | "claimCode"> {
  readonly journal: Pick<Journal<unknown>, "change" | "inScope">;
  readonly world: MemoryWorld;
  /** The sessions, which are made later. */
  readonly sessions: () => SessionRegistry;
  readonly output: (sessids: readonly number[], calls: readonly Call[]) => void;
}

/** Makes the accounts and the bans, each of which looks at the other. */
export function makeAccounts(
  options: MakeAccountsOptions,
): { readonly accounts: AccountService; readonly bans: StoredBans } {
  const { settings, store, clock, trace, claimCode, world, journal, sessions, output } = options;
  const bans = new StoredBans({
    ...{ journal, clock, trace, sessions },
    findAccount: (name) => accounts.byName(name),
  });
  const accounts: AccountService = new AccountService({
    ...{ settings, store, clock, trace, claimCode, world },
    bans: bans.list,
    host: {
      changing: (account, undo) =>
        journal.change(undo, {
          key: `account:${account.id}`,
          build: () => ({ kind: "putAccount", row: account.toRow() }),
        }),
      sessionsOf: (id) => sessions().ofAccount(id),
      charactersOf: (id) => world.ownedBy(id),
      objectAt: (id) => world.get(id),
      output,
    },
  });
  return { accounts, bans };
}
