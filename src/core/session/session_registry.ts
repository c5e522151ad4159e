import type { AuditLog } from "../audit/audit_log.ts";
import type { Call, CloseReason, ServerMessage, SessionSync } from "../boundary/messages.ts";
import type { CmdSet } from "../cmdset/cmdset.ts";
import type { Clock } from "../clock.ts";
import type { AnyCommand } from "../command/context.ts";
import type { SessionClass } from "../contributions.ts";
import type { BanList } from "../gate/ban_list.ts";
import { banFarewell, sessionBan } from "../gate/session_ban.ts";
import type { Hooks } from "../hooks.ts";
import type { Account, Game, GameObject, Session, Sessions } from "../model.ts";
import type { Settings } from "../settings/settings.ts";
import type { Trace } from "../trace/trace.ts";
import { ServerSession } from "./server_session.ts";
import { SessionCore, type SessionHost } from "./session_core.ts";
import { LoginFlow } from "./login_flow.ts";
import { regroup } from "./regroup.ts";
import { PuppetFlow } from "./puppet_flow.ts";
import { sayTo } from "./say_to.ts";
import type { PuppetOptions, PuppetOutcome } from "../model_values.ts";
import { stackOf } from "../trace/error_text.ts";

/** What the registry and its flows need of the Server. */
export interface RegistryParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly audit: AuditLog;
  readonly hooks: Hooks;
  readonly bans: Pick<BanList, "addressBan" | "nameBan">;
  readonly host: SessionHost;
  readonly sessionClass: SessionClass;
  /** The game, which is made after the registry. */
  readonly game: () => Game;
  readonly findCmdSet: (name: string) => CmdSet<AnyCommand> | undefined;
  /** Tells the Portal, when the turn's changes are durable. */
  readonly say: (message: ServerMessage) => void;
  /** Shows the login screen to a session. */
  readonly showLogin: (core: SessionCore, session: Session) => void | Promise<void>;
}

/** A session with its state, as the registry keeps it. */
export interface Entry {
  readonly core: SessionCore;
  readonly session: ServerSession;
}

/** Every session on the Server side, by sessid (behaviour 5.3). */
export class SessionRegistry implements Sessions {
  readonly parts: RegistryParts;
  readonly #entries = new Map<number, Entry>();
  readonly #byAccount = new Map<number, Set<Entry>>();
  readonly #byPuppet = new Map<number, Set<Entry>>();
  readonly #logins: LoginFlow;
  readonly #puppets: PuppetFlow;

  /**
   * Creates an empty registry.
   *
   * @param parts What it needs of the Server.
   */
  constructor(parts: RegistryParts) {
    this.parts = parts;
    this.#puppets = new PuppetFlow(this);
    this.#logins = new LoginFlow(this);
  }

  get count(): number {
    return this.#entries.size;
  }

  all(): readonly Session[] {
    return [...this.#entries.values()].map((entry) => entry.session);
  }

  get(sessid: number): Session | undefined {
    return this.#entries.get(sessid)?.session;
  }

  /** Returns a session with its state. */
  entry(sessid: number): Entry | undefined {
    return this.#entries.get(sessid);
  }

  /** Returns every session with its state. */
  entries(): readonly Entry[] {
    return [...this.#entries.values()];
  }

  accounts(): readonly Account[] {
    const found = new Map<number, Account>();
    for (const { core } of this.#entries.values()) {
      if (core.account !== null) found.set(core.account.id, core.account);
    }
    return [...found.values()];
  }

  /** Returns the sessions of an account. */
  ofAccount(accountId: number): readonly Session[] {
    return [...this.#byAccount.get(accountId) ?? []].map((entry) => entry.session);
  }

  /** Returns the sessions that puppet an object. */
  ofPuppet(objectId: number): readonly Session[] {
    return [...this.#byPuppet.get(objectId) ?? []].map((entry) => entry.session);
  }

  login(session: Session, account: Account): Promise<void> {
    return this.#with(session, (entry) => this.#logins.login(entry, account));
  }

  logout(session: Session): Promise<void> {
    return this.#with(session, (entry) => this.#logins.logout(entry));
  }

  disconnect(session: Session, reason: CloseReason, text?: string): Promise<void> {
    return this.#with(
      session,
      (entry) => this.#logins.disconnect(entry, reason, { text: text ?? null, tellsPortal: true }),
    );
  }

  async disconnectAll(reason: CloseReason, text?: string): Promise<void> {
    await Promise.all(this.all().map((session) => this.disconnect(session, reason, text)));
  }

  async disconnectOthers(session: Session, reason: CloseReason, text?: string): Promise<void> {
    const entry = this.entry(session.sessid);
    for (const other of session.account?.sessions ?? []) {
      // Of several that log in at once, one that another has ended meanwhile ends nobody.
      if (entry === undefined || entry.core.isEnding) return;
      if (other !== session) await this.disconnect(other, reason, text);
    }
  }

  async puppet(
    session: Session,
    object: GameObject,
    options: PuppetOptions = {},
  ): Promise<PuppetOutcome> {
    const entry = this.entry(session.sessid);
    if (entry === undefined) return { kind: "notLoggedIn" };
    return await this.#puppets.puppet(entry, object, options);
  }

  unpuppet(session: Session): Promise<void> {
    return this.#with(session, (entry) => this.#puppets.unpuppet(entry));
  }

  /** Lets everybody who puppets an object go, since it is about to be deleted. For the world. */
  evict(object: GameObject): void {
    this.#puppets.evict(object);
  }

  announce(text: string): void {
    this.tell([...this.#entries.keys()], [["text", [text], {}]]);
  }

  /** Tells several sessions the same: in one message, unless their class looks at what goes out. */
  tell(sessids: readonly number[], calls: readonly Call[]): void {
    if (sessids.length === 0) return;
    const { sessionClass, host } = this.parts;
    if (sessionClass.prototype.dataOut === ServerSession.prototype.dataOut) {
      return host.output(sessids, calls);
    }
    for (const sessid of sessids) {
      const session = this.#entries.get(sessid)?.session;
      if (session !== undefined) sayTo(session, calls, host);
    }
  }

  /** Makes the session of a new connection; one that has proved who it is arrives logged in. */
  async connect(sync: SessionSync): Promise<void> {
    const entry = this.addOrRefuse({ ...sync, uid: null, uname: null });
    if (entry === undefined) return;
    this.parts.trace.emit("session:connect", {
      sessid: sync.sessid,
      data: { protocol: sync.protocolKey, address: sync.address },
    });
    await (entry.core.made = this.#make(entry, sync.uid));
  }

  async #make(entry: Entry, uid: number | null): Promise<void> {
    // The Portal may have taken it before it heard of the ban.
    if (await this.keepOut(entry, null)) return;
    await this.guard("atSync", entry.session, () => entry.session.atSync());
    await this.arrive(entry, uid);
  }

  /** Logs a session in that had proved who it is; without such an account it is as any other. */
  async arrive(entry: Entry, uid: number | null): Promise<void> {
    if (uid === null) return;
    const account = await this.parts.game().accounts.get(uid);
    if (account === undefined) return entry.core.update({ uid: null, uname: null });
    await this.#logins.login(entry, account);
  }

  /** Shows the login screen to a session whose client is known well enough. */
  settle(sessid: number): Promise<void> {
    const entry = this.entry(sessid);
    return entry === undefined ? Promise.resolve() : this.#logins.settle(entry);
  }

  /** Ends the session of a connection that is gone. */
  portalDisconnect(sessid: number, reason: CloseReason): Promise<void> {
    const entry = this.entry(sessid);
    if (entry === undefined) return Promise.resolve();
    return this.#logins.disconnect(entry, reason, { text: null, tellsPortal: false });
  }

  /**
   * Ends a session that falls under a ban, and tells whether it does. For the flows.
   *
   * @param account The account it is about to have, if any.
   */
  async keepOut(entry: Entry, account: Account | null): Promise<boolean> {
    const ban = sessionBan(this.parts.bans, entry.session, account);
    if (ban === undefined) return false;
    this.parts.audit.recordRefusal({ account, from: entry.session, detail: `banned ${ban.kind}` });
    await this.disconnect(entry.session, "banned", banFarewell(ban));
    return true;
  }

  /** Adds a session, or closes its connection when its class cannot be made. For the resync too. */
  addOrRefuse(sync: SessionSync): Entry | undefined {
    try {
      return this.#add(sync);
    } catch (error) {
      const { sessid } = sync;
      const data = { plugin: this.#classOwner, hook: "constructor", error: stackOf(error) };
      this.parts.trace.emit("plugin:fail", { level: "error", sessid, data });
      const text = "Your session could not be made. Connect again, please.";
      this.parts.say({ kind: "disconnect", sessids: [sessid], reason: "server_error", text });
    }
  }

  #add(sync: SessionSync): Entry {
    const core = new SessionCore(sync, this.parts.host);
    const entry = { core, session: new this.parts.sessionClass({ core }) };
    this.#entries.set(sync.sessid, entry);
    return entry;
  }

  /** Deletes a guest's account that its last session has left (behaviour 9.2.2). For the flows. */
  async forgetGuest(account: Account): Promise<void> {
    if (!account.isGuest || account.sessions.length > 0) return;
    try {
      await this.parts.game().accounts.delete(account);
    } catch (error) {
      // It stays until the Server starts again.
      const data = { account: account.id, error: String(error) };
      this.parts.trace.emit("guest:left", { level: "warn", data });
    }
  }

  /** Removes a session that has ended. For the flows. */
  remove(entry: Entry): void {
    this.#entries.delete(entry.core.sessid);
  }

  /** Sets whose a session is and what it puppets, and who is found by it. For the flows. */
  setParties(entry: Entry, account: Account | null, puppet: GameObject | null): void {
    const { core } = entry;
    const before = { account: core.account, puppet: core.puppet };
    core.setParties(account, puppet);
    this.#reindex(entry, before, { account, puppet });
    core.host.undoable(() => {
      if (core.state !== "closed") this.#reindex(entry, { account, puppet }, before);
    });
  }

  /** Calls a hook of the session's class, if that has one of its own. For the flows. */
  guard(
    what: "atSync" | "atLogin" | "atDisconnect",
    session: ServerSession,
    run: () => void | Promise<void>,
  ): void | Promise<void> {
    if (session[what] === ServerSession.prototype[what]) return;
    return this.parts.hooks.guard(this.#classOwner, what, run);
  }

  get #classOwner(): string {
    return this.parts.settings.serverSessionClass || "core";
  }

  #reindex(entry: Entry, from: Parties, to: Parties): void {
    regroup(this.#byAccount, entry, from.account?.id, to.account?.id);
    regroup(this.#byPuppet, entry, from.puppet?.id, to.puppet?.id);
  }

  #with(session: Session, run: (entry: Entry) => Promise<void>): Promise<void> {
    const entry = this.entry(session.sessid);
    return entry === undefined ? Promise.resolve() : run(entry);
  }
}

interface Parties {
  readonly account: Account | null;
  readonly puppet: GameObject | null;
}
