import type { AccountService } from "../account/account_service.ts";
import { hasAccount } from "../boundary/lifecycle.ts";
import type { SessionSync, StartMode } from "../boundary/messages.ts";
import type { World } from "../model.ts";
import type { Entry, SessionRegistry } from "./session_registry.ts";
import { stackOf } from "../trace/error_text.ts";

/** What each mode tells the players when the Server is back. */
const NEWS: Readonly<Record<StartMode, string | null>> = {
  cold: null,
  reload: "|gThe world has been reloaded.|n",
  reset: "|gThe world has been reset.|n",
  crash: "|gThe world is back. You are where you were; what you typed last may be lost.|n",
};

/** What a {@linkcode Resync} is made with. */
export interface ResyncParts {
  readonly registry: SessionRegistry;
  readonly accounts: AccountService;
  readonly world: World;
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
  async run(syncs: readonly SessionSync[], mode: StartMode): Promise<void> {
    for (const sync of syncs) await this.#restoreOrClose(sync, mode);
  }

  async #restoreOrClose(sync: SessionSync, mode: StartMode): Promise<void> {
    const { registry } = this.#parts;
    const { trace } = registry.parts;
    const entry = registry.addOrRefuse({
      ...sync,
      state: "negotiating",
      uid: null,
      uname: null,
      puid: null,
    });
    if (entry === undefined) return;
    try {
      await this.#restore(entry, sync, mode);
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

  async #restore(entry: Entry, sync: SessionSync, mode: StartMode): Promise<void> {
    const { registry } = this.#parts;
    const { settings, findCmdSet, trace } = registry.parts;
    const { core, session } = entry;
    if (sync.state !== "negotiating") {
      const names = hasAccount(sync.state) ? sync.cmdsets : [settings.cmdsetUnloggedin];
      const missing = core.cmdsets.restore(names, findCmdSet);
      for (const name of missing) {
        trace.emit("cmdset:missing", { level: "warn", sessid: sync.sessid, data: { name } });
      }
      core.step("settle");
    }
    if (hasAccount(sync.state)) await this.#restoreParties(entry, sync, mode);
    await registry.guard("atSync", () => session.atSync());
    if (sync.state === "negotiating") await registry.arrive(entry, sync.uid);
    const news = NEWS[mode];
    if (news !== null && sync.state !== "negotiating") session.msg(news);
  }

  async #restoreParties(entry: Entry, sync: SessionSync, mode: StartMode): Promise<void> {
    const { registry, accounts, world } = this.#parts;
    const account = sync.uid === null ? undefined : await accounts.byId(sync.uid);
    if (account === undefined) throw new Error(`Cannot find the account of session ${sync.sessid}`);
    entry.core.step("login");
    registry.setParties(entry, account, null);
    const puppet = sync.puid === null ? undefined : world.get(sync.puid);
    if (puppet === undefined || mode === "reset") return;
    entry.core.step("puppet");
    registry.setParties(entry, account, puppet);
  }
}
