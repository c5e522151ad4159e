import type { CloseReason } from "../boundary/messages.ts";
import type { Account, Session } from "../model.ts";
import { StoredAccount } from "../account/account.ts";
import { forgetGuest } from "./forget_guest.ts";
import type { LeaveReason } from "./leave_reason.ts";
import type { Entry, SessionRegistry } from "./session_registry.ts";

/** How a session is ended. */
export interface DisconnectOptions {
  /** What the client is told first: markup. */
  readonly text: string | null;
  /** Whether the Portal has to be told, or told us. */
  readonly tellsPortal: boolean;
}

/** Takes sessions from the login screen to an account and back, and to their end (1.3, 1.6). */
export class LoginFlow {
  readonly #registry: SessionRegistry;
  /** Sessions that are on their way out of their account. */
  readonly #leaving = new WeakSet<Session>();

  /**
   * Creates the flow.
   *
   * @param registry The sessions.
   */
  constructor(registry: SessionRegistry) {
    this.#registry = registry;
  }

  /** Shows the login screen to a session that has not seen it yet, and has no account. */
  async settle(entry: Entry): Promise<void> {
    if (entry.core.state !== "negotiating" || entry.core.isEnding) return;
    entry.core.step("settle");
    await this.#offerLogin(entry);
  }

  /** Logs a session in. */
  async login(entry: Entry, account: Account): Promise<void> {
    const { core, session } = entry;
    const { settings, clock, hooks, trace, audit, say, game } = this.#registry.parts;
    if (!mayLogIn(core) || await this.#registry.keepOut(entry, account)) return;
    if (!mayLogIn(core) || core.isEnding) return;
    let isFirstEver = false;
    if (account instanceof StoredAccount) {
      if (account.fate !== "kept") return session.msg("That account is gone.");
      isFirstEver = account.lastLogin === null;
      // First, since it alone is kept: while nothing can be kept, nobody is half logged in.
      account.lastLogin = clock.now();
    }
    const isFirst = !this.#hasOthers(account, session);
    core.step(core.state === "negotiating" ? "authenticate" : "login");
    core.update({ connTime: clock.now() });
    this.#registry.setParties(entry, account, null);
    // Before anything is said: what is shown of a login is held until this is on disk.
    audit.record({ kind: "login", account, by: "", from: session });
    this.#setCmdSets(entry, [settings.cmdsetSession]);
    await this.#registry.guard("atLogin", session, () => session.atLogin(account));
    await hooks.tell("session:beforeLogin", { game: game(), session, account, isFirstEver });
    if (settings.multisessionMode === 0) {
      const text = "You logged in from somewhere else. Goodbye.";
      await this.#registry.disconnectOthers(session, "logged_in_elsewhere", text);
    }
    if (core.account !== account || core.isEnding) return;
    trace.emit("session:login", {
      sessid: core.sessid,
      data: {
        ...{ account: account.id, name: account.name, address: session.address },
        sessions: account.sessions.length,
      },
    });
    say({ kind: "login", sessid: core.sessid, uid: account.id, uname: account.name });
    session.msg({ oob: { logged_in: {} } });
    if (isFirst) await hooks.emit("account:firstLogin", { game: game(), session, account });
    if (core.account !== account || core.isEnding) return;
    await hooks.emit("session:login", { game: game(), session, account });
  }

  /** Returns a session to the login screen, its puppet let go first. */
  async logout(entry: Entry): Promise<void> {
    const { core, session } = entry;
    const { account } = core;
    if (account === null) return;
    const { hooks, trace, audit, game } = this.#registry.parts;
    await this.#beginLeaving(session, account);
    await this.#letGo(entry);
    if (core.account !== account || core.isEnding) return;
    await hooks.emit("session:logout", { game: game(), session, account });
    await this.#letGo(entry);
    if (core.account !== account || core.isEnding) return;
    core.step("logout");
    this.#registry.setParties(entry, null, null);
    this.#leaving.delete(session);
    audit.record({ kind: "logout", account, by: "", from: session });
    trace.emit("session:logout", { sessid: core.sessid, data: { account: account.id } });
    await hooks.tell("account:logout", { game: game(), session, account });
    await forgetGuest(account, this.#registry.parts);
    await this.#offerLogin(entry);
  }

  /** Ends a session; what it had is let go before it is gone. */
  async disconnect(entry: Entry, reason: CloseReason, options: DisconnectOptions): Promise<void> {
    const { core, session } = entry;
    const { hooks, trace, audit, say, game } = this.#registry.parts;
    if (core.isEnding) return;
    core.isEnding = true;
    await this.leave(entry, reason);
    const account = core.account;
    core.step("disconnect");
    this.#registry.setParties(entry, null, null);
    this.#registry.remove(entry);
    if (reason === "booted") audit.record({ kind: "boot", account, from: session });
    else if (account !== null) {
      audit.record({ kind: "logout", account, by: "", from: session, detail: reason });
    }
    trace.emit("session:disconnect", {
      sessid: core.sessid,
      data: { reason, account: account?.id ?? null, left: account?.sessions.length ?? 0 },
    });
    if (options.tellsPortal) {
      say({ kind: "disconnect", sessids: [core.sessid], reason, text: options.text });
    }
    if (account === null) return;
    await hooks.tell("account:logout", { game: game(), session, account });
    await forgetGuest(account, this.#registry.parts);
  }

  /** Tells that a session ends here, and lets its puppet go; it has its account still. */
  async leave(entry: Entry, reason: LeaveReason): Promise<void> {
    const { core, session } = entry;
    const { hooks, game } = this.#registry.parts;
    if (core.account !== null) await this.#beginLeaving(session, core.account);
    await this.#registry.guard("atDisconnect", session, () => session.atDisconnect(reason));
    await hooks.emit("session:disconnect", { game: game(), session, reason });
    await this.#letGo(entry);
  }

  /** Hears that a session is not on its way out of its account, or has left it. */
  stays(session: Session): void {
    this.#leaving.delete(session);
  }

  /** Tells that an account loses its last session, before anything else is told (1.6.2). */
  async #beginLeaving(session: Session, account: Account): Promise<void> {
    if (this.#leaving.has(session)) return;
    this.#leaving.add(session);
    if (this.#hasOthers(account, session)) return;
    const { hooks, game } = this.#registry.parts;
    await hooks.emit("account:lastLogout", { game: game(), session, account });
  }

  /** Tells whether an account has a session beside this one that stays. */
  #hasOthers(account: Account, session: Session): boolean {
    return account.sessions.some((one) => one !== session && !this.#leaving.has(one));
  }

  /** Lets the puppet go, and any that the session takes meanwhile. */
  async #letGo({ core, session }: Entry): Promise<void> {
    while (core.puppet !== null) await this.#registry.unpuppet(session);
  }

  async #offerLogin(entry: Entry): Promise<void> {
    const { core, session } = entry;
    const { settings, hooks, game, showLogin } = this.#registry.parts;
    this.#setCmdSets(entry, [settings.cmdsetUnloggedin]);
    await hooks.emit("session:connect", { game: game(), session });
    if (core.state === "unloggedin") await showLogin(core, session);
  }

  #setCmdSets(entry: Entry, names: readonly string[]): void {
    const wanted = names.filter((name) => name !== "");
    entry.core.cmdsets.restore(wanted, this.#registry.parts.findCmdSet);
  }
}

/** From the login screen, or before it: who has proved who they are as they came (1.1.7). */
function mayLogIn({ state }: Entry["core"]): boolean {
  return state === "unloggedin" || state === "negotiating";
}
