import type { StoredAccount } from "../account/account.ts";
import type { AccountService } from "../account/account_service.ts";
import { hasAccount } from "../boundary/lifecycle.ts";
import type { SessionSync, StartMode } from "../boundary/messages.ts";
import { portalOf } from "../boundary/portal_number.ts";
import type { GameObject, World } from "../model.ts";
import type { Journal } from "../store/journal.ts";
import type { RanLine, Store } from "../store/store.ts";
import { enter, tellEntered } from "./presence.ts";
import { ServerSession } from "./server_session.ts";
import type { Entry, SessionRegistry } from "./session_registry.ts";
import { stackOf } from "../trace/error_text.ts";

/** What sessions are rebuilt after; `join` is into a Server that runs, and had not heard of them. */
export type ResyncMode = StartMode | "join";

/** What each mode tells the players when the Server is back. */
const NEWS: Readonly<Record<ResyncMode, string | null>> = {
  cold: null,
  reload: "|gThe world has been reloaded.|n",
  reset: "|gThe world has been reset.|n",
  crash: "|gThe world is back. You are where you were; what you typed last may be lost.|n",
  join: "|gThe world is back. You are where you were.|n",
};

/** What a {@linkcode Resync} is made with. */
export interface ResyncParts {
  readonly registry: SessionRegistry;
  readonly accounts: AccountService;
  readonly world: World;
  readonly journal: Pick<Journal<unknown>, "rebuild" | "takesChanges">;
  /** Tells which lines of sessions the Servers before have used up. */
  readonly store: Pick<Store, "ranLines">;
}

/**
 * Rebuilds every session from the Portal's copy when a Server takes over (behaviour 1.7.8). A
 * session that cannot be rebuilt is closed, alone.
 */
export class Resync {
  readonly #parts: ResyncParts;

  /**
   * Creates the resync.
   *
   * @param parts The sessions, the accounts and the world.
   */
  constructor(parts: ResyncParts) {
    this.#parts = parts;
  }

  /** Rebuilds the sessions; no login or puppet hook runs. */
  async run(syncs: readonly SessionSync[], mode: ResyncMode): Promise<void> {
    const accounts = this.#askForAccounts(syncs);
    const [lines] = await Promise.allSettled([this.#askForLines(syncs)]);
    for (const sync of syncs) await this.#restoreOrClose(sync, { mode, accounts, lines });
    this.#tellNews(syncs, mode);
  }

  /** In one message, which the Portal renders once for all who read it in the same way. */
  #tellNews(syncs: readonly SessionSync[], mode: ResyncMode): void {
    const { registry } = this.#parts;
    const news = NEWS[mode];
    if (news === null) return;
    const told = syncs.filter(({ sessid, state }) =>
      state !== "negotiating" && registry.entry(sessid) !== undefined
    );
    registry.tell(told.map(({ sessid }) => sessid), [["text", [news], {}]]);
  }

  /** One after the other they would take a way to the Store and back each, while input is held. */
  #askForAccounts(syncs: readonly SessionSync[]): AskedAccounts {
    const { accounts } = this.#parts;
    const asked = new Map<number, Promise<StoredAccount | undefined>>();
    for (const { state, uid } of syncs) {
      if (uid === null || !hasAccount(state) || asked.has(uid)) continue;
      const account = accounts.byId(uid);
      // Whoever waits for it hears of it.
      account.catch(() => {});
      asked.set(uid, account);
    }
    accounts.early.clear();
    return asked;
  }

  /** Only the lines of Portals in other processes have numbers. */
  async #askForLines(syncs: readonly SessionSync[]): Promise<UsedUp> {
    const sessids = syncs.map(({ sessid }) => sessid).filter((sessid) => portalOf(sessid) !== 0);
    const lines = sessids.length === 0 ? [] : await this.#parts.store.ranLines(sessids);
    return new Map(lines.map((line) => [line[0], line]));
  }

  async #restoreOrClose(sync: SessionSync, { mode, accounts, lines }: Restoring): Promise<void> {
    const { registry } = this.#parts;
    const { trace } = registry.parts;
    const asked = sync.uid === null ? undefined : accounts.get(sync.uid);
    const [account] = await Promise.allSettled([asked]);
    const isNew = sync.state === "negotiating";
    const parties = { puid: null, ...(isNew ? {} : { uid: null, uname: null }) };
    const entry = registry.addOrRefuse({ ...sync, ...parties, state: "negotiating" });
    if (entry === undefined) return;
    try {
      this.#parts.journal.rebuild(() => this.#restore(entry, sync, { mode, account, lines }));
      await this.#arrive(entry, sync, mode);
    } catch (error) {
      trace.emit("session:lost", {
        level: "error",
        sessid: sync.sessid,
        data: { error: stackOf(error) },
      });
      const text = "Your session could not be restored. Connect again, please.";
      await registry.disconnect(entry.session, "server_error", text);
    }
  }

  /** In one go: no turn may end in between, and tell the Portal of a step that is half the way. */
  #restore(entry: Entry, sync: SessionSync, how: Rebuilding): void {
    const { settings, findCmdSet, trace, host } = this.#parts.registry.parts;
    const { core } = entry;
    const { lines } = how;
    if (lines.status === "fulfilled") {
      const [, line, beyond] = lines.value.get(sync.sessid) ?? [sync.sessid, 0];
      core.inbox.resume(line, beyond);
    }
    // Of one without an account nothing is kept that could be done twice.
    if (lines.status === "rejected" && hasAccount(sync.state)) throw lines.reason;
    if (sync.state !== "negotiating") {
      const names = hasAccount(sync.state) ? sync.cmdsets : [settings.cmdsetUnloggedin];
      const missing = core.cmdsets.restore(names, findCmdSet);
      for (const name of missing) {
        trace.emit("cmdset:missing", { level: "warn", sessid: sync.sessid, data: { name } });
      }
      core.step("settle");
    }
    if (hasAccount(sync.state)) this.#restoreParties(entry, sync, how);
    host.restored(core, sync);
  }

  #restoreParties(entry: Entry, sync: SessionSync, { mode, account: asked }: Rebuilding): void {
    const { registry, world } = this.#parts;
    if (asked.status === "rejected") throw asked.reason;
    const account = asked.value;
    // Where a Server runs, it may have been deleted since it was asked for.
    if (account === undefined || account.fate !== "kept") {
      throw new Error(`Cannot find the account of session ${sync.sessid}`);
    }
    entry.core.step("login");
    registry.setParties(entry, account, null);
    const puppet = sync.puid === null ? undefined : world.get(sync.puid);
    if (puppet === undefined || mode === "reset") return;
    if (mode === "join" && !this.#isThere(puppet)) return;
    entry.core.step("puppet");
    registry.setParties(entry, account, puppet);
  }

  /** Puts a puppet back into the world that was taken out since nobody had it; tells whether it is in. */
  #isThere(puppet: GameObject): boolean {
    const { world, journal } = this.#parts;
    if (puppet.location !== null) return true;
    if (!journal.takesChanges) return false;
    enter(puppet, world);
    tellEntered(puppet);
    return true;
  }

  async #arrive(entry: Entry, sync: SessionSync, mode: ResyncMode): Promise<void> {
    const { registry } = this.#parts;
    const { session } = entry;
    // A Server that starts looks at all bans at once.
    if (mode === "join" && await registry.keepOut(entry, entry.core.account)) return;
    // What a session's class does not say otherwise is nothing, and needs no guard.
    if (session.atSync !== ServerSession.prototype.atSync) {
      await registry.guard("atSync", session, () => session.atSync());
    }
    if (sync.state === "negotiating") {
      await (entry.core.made = registry.arrive(entry, sync));
    }
  }
}

/** The accounts that sessions have, asked for, by their ids. */
type AskedAccounts = ReadonlyMap<number, Promise<StoredAccount | undefined>>;

/** Which lines of sessions are used up, by sessid. */
type UsedUp = ReadonlyMap<number, RanLine>;

/** How sessions are restored. */
interface Restoring {
  readonly mode: ResyncMode;
  readonly accounts: AskedAccounts;
  /** What was found of the lines that are used up. */
  readonly lines: PromiseSettledResult<UsedUp>;
}

/** How one session is rebuilt. */
interface Rebuilding {
  readonly mode: ResyncMode;
  /** What was found of its account, if it has one. */
  readonly account: PromiseSettledResult<StoredAccount | undefined>;
  /** What was found of the lines that are used up. */
  readonly lines: PromiseSettledResult<UsedUp>;
}
