import type { AuditLog } from "../audit/audit_log.ts";
import type { Call } from "../boundary/messages.ts";
import type { CmdSetShelf } from "../cmdset/shelf.ts";
import { StoredBans } from "../gate/stored_bans.ts";
import { leastLevel } from "../command/least_level.ts";
import type { Contributions } from "../contributions.ts";
import type { Hooks } from "../hooks.ts";
import type { Game } from "../model.ts";
import type { MemoryWorld } from "../object/world.ts";
import type { SessionRegistry } from "../session/session_registry.ts";
import type { Journal } from "../store/journal.ts";
import type { StoredAccount } from "./account.ts";
import { AccountService } from "./account_service.ts";
import { giveType } from "./give_type.ts";
import { PasswordHasher } from "./password.ts";
import type { AccountServiceOptions } from "./account_service_options.ts";

/** What accounts and bans are made with. */
export interface MakeAccountsOptions
  extends Pick<AccountServiceOptions, "settings" | "store" | "clock" | "trace" | "claimCode"> {
  readonly journal: Pick<Journal<unknown>, "change" | "inScope" | "takesChanges" | "undoable">;
  readonly audit: AuditLog;
  readonly world: MemoryWorld;
  readonly shelf: CmdSetShelf;
  readonly contributions: Pick<Contributions, "permissions" | "accountTypes">;
  /** Tells of accounts that are made, and of logins that fail. */
  readonly hooks: Pick<Hooks, "emit" | "ask">;
  /** The game, which is made later. */
  readonly game: () => Game;
  /** The sessions, which are made later. */
  readonly sessions: () => SessionRegistry;
  readonly output: (sessids: readonly number[], calls: readonly Call[]) => void;
}

/** Makes the accounts and the bans, each of which looks at the other. */
export function makeAccounts(
  options: MakeAccountsOptions,
): { readonly accounts: AccountService; readonly bans: StoredBans } {
  const {
    settings,
    store,
    clock,
    trace,
    claimCode,
    world,
    journal,
    audit,
    sessions,
    output,
    hooks,
    game,
    shelf,
  } = options;
  /** What game code laid on these is nowhere else, so they stay in memory with it. */
  const held = new Set<StoredAccount>();
  const changing = (account: StoredAccount, undo: () => void) =>
    journal.change(undo, {
      key: `account:${account.id}`,
      build: () => ({ kind: "putAccount", row: account.toRow() }),
    });
  const bans = new StoredBans({
    ...{ journal, clock, trace, audit, sessions },
    findAccount: (name) => accounts.byName(name),
  });
  const accounts: AccountService = new AccountService({
    ...{ settings, store, clock, trace, audit, claimCode, world },
    bans: bans.list,
    hasher: new PasswordHasher({
      cost: settings.scryptCost,
      concurrency: settings.scryptConcurrency,
    }),
    takesChanges: () => journal.takesChanges,
    end: (session) => sessions().disconnect(session, "booted", "Your account was deleted."),
    deleting: (account, undo) => {
      const { id } = account;
      held.delete(account);
      journal.change(undo, {
        key: `account:${id}`,
        build: () => ({ kind: "deleteAccount", id }),
      });
    },
    onCreate: (account, address) => {
      giveType(account, options);
      return hooks.emit("account:create", { game: game(), account, address });
    },
    onLoginFail: (account, address) =>
      hooks.emit("account:loginFail", { game: game(), account, address }),
    host: {
      changing,
      onAccess: (account, kind, detail) => audit.record({ kind, account, detail }),
      stackOptions: (account) => ({
        find: (name) => shelf.find(name),
        standard: shelf.account,
        onChange(undo, isKept) {
          if (isKept) {
            account.mustBeKept();
            return changing(account, undo);
          }
          held.add(account);
          journal.undoable(undo);
        },
        onMissing: (name) => shelf.tellMissing(name, { account: account.id }),
      }),
      leastFor: (permission) => leastLevel(permission, options),
      sessionsOf: (id) => sessions().ofAccount(id),
      charactersOf: (id) => world.ownedBy(id),
      objectAt: (id) => world.get(id),
      output,
    },
  });
  return { accounts, bans };
}
