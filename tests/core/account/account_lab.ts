import { AccountService } from "../../../src/core/account/account_service.ts";
import { AuditLog } from "../../../src/core/audit/audit_log.ts";
import { PasswordHasher, scryptKey } from "../../../src/core/account/password.ts";
import { ManualClock } from "../../../src/core/clock.ts";
import { BanList } from "../../../src/core/gate/ban_list.ts";
import type { ServerMessage } from "../../../src/core/boundary/messages.ts";
import { MemoryWorld } from "../../../src/core/object/world.ts";
import { resolveSettings } from "../../../src/core/settings/resolve.ts";
import type { Config } from "../../../src/core/settings/settings.ts";
import { InlineStore } from "../../../src/core/store/inline_store.ts";
import { Journal } from "../../../src/core/store/journal.ts";
import { openDatabase } from "../../../src/core/store/sqlite.ts";
import type { Store } from "../../../src/core/store/store.ts";
import { StoreEngine } from "../../../src/core/store/store_engine.ts";
import { Trace, type TraceEvent } from "../../../src/core/trace/trace.ts";

/** The work on one key. */
export interface Derivation {
  readonly cost: number;
  readonly isDone: boolean;
}

/** A service of accounts over a database in memory, without sessions. */
export interface AccountLab extends AsyncDisposable {
  readonly accounts: AccountService;
  readonly world: MemoryWorld;
  readonly bans: BanList;
  readonly journal: Journal<ServerMessage>;
  readonly clock: ManualClock;
  readonly events: readonly TraceEvent[];
  /** Every key that was computed, and those that are being. */
  readonly derivations: readonly Derivation[];
  readonly store: Store;
  readonly audit: AuditLog;
}

/**
 * Makes a service of accounts whose passwords cost next to nothing.
 *
 * @param config The settings that differ from those of a test.
 */
export async function accountLab(config: Config = {}): Promise<AccountLab> {
  const { settings } = resolveSettings([
    { name: "test", values: { scryptCost: 1, plugins: [], ...config } },
  ]);
  const engine = new StoreEngine(openDatabase(":memory:"));
  const store = new InlineStore(engine, 1);
  await store.takeOver();
  const clock = new ManualClock(1_000_000);
  const trace = new Trace(() => clock.now());
  const events: TraceEvent[] = [];
  trace.read((event) => events.push(event));
  const journal = new Journal<ServerMessage>(() => {});
  const world = new MemoryWorld({
    journal,
    output: () => {},
    sessionsOf: () => [],
    startLocation: "",
  });
  const bans = new BanList();
  const audit = new AuditLog({ settings, clock, store, journal });
  const derivations: Derivation[] = [];
  const hasher = new PasswordHasher({
    cost: settings.scryptCost,
    concurrency: settings.scryptConcurrency,
    async derive(password, salt, options) {
      const derivation = { cost: options.cost, isDone: false };
      derivations.push(derivation);
      const key = await scryptKey(password, salt, options);
      derivation.isDone = true;
      return key;
    },
  });
  const accounts = new AccountService({
    settings,
    bans,
    store,
    clock,
    trace,
    audit,
    world,
    claimCode: "THE-CODE",
    hasher,
    takesChanges: () => journal.takesChanges,
    end: () => Promise.resolve(),
    deleting: (account, undo) =>
      journal.change(undo, {
        key: `account:${account.id}`,
        build: () => ({ kind: "deleteAccount", id: account.id }),
      }),
    onCreate: () => Promise.resolve(),
    onLoginFail: () => Promise.resolve(),
    host: {
      changing: (account, undo) =>
        journal.change(undo, {
          key: `account:${account.id}`,
          build: () => ({ kind: "putAccount", row: account.toRow() }),
        }),
      onAccess: (account, kind, detail) => audit.record({ kind, account, detail }),
      stackOptions: () => ({}),
      leastFor: () => undefined,
      sessionsOf: () => [],
      charactersOf: (id) => world.ownedBy(id),
      objectAt: (id) => world.get(id),
      output: () => {},
    },
  });
  return {
    ...{ accounts, world, bans, journal, clock, events, derivations, store, audit },
    [Symbol.asyncDispose]: () => engine.close(),
  };
}
