import type { Call, CloseReason, SessionSync } from "../boundary/messages.ts";
import type { Account, GameObject, Session, Sessions } from "../model.ts";
import type { TransferOptions, TransferOutcome } from "../realm/realms.ts";
import { ServerSession } from "./server_session.ts";
import { SessionCore } from "./session_core.ts";
import { type ArrivalProof, Arrivals } from "./arrivals.ts";
import { LoginFlow } from "./login_flow.ts";
import type { RegistryParts } from "./registry_parts.ts";
import { regroup } from "./regroup.ts";
import { PuppetFlow } from "./puppet_flow.ts";
import { sayTo } from "./say_to.ts";
import { TransferFlow } from "./transfer_flow.ts";
import type { PuppetOptions, PuppetOutcome } from "../model_values.ts";
import { stackOf } from "../trace/error_text.ts";

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
  readonly #transfers: TransferFlow;
  readonly #arrivals: Arrivals;

  /**
   * Creates an empty registry.
   *
   * @param parts What it needs of the Server.
   */
  constructor(parts: RegistryParts) {
    this.parts = parts;
    this.#puppets = new PuppetFlow(this);
    const logins = this.#logins = new LoginFlow(this);
    const transfers = this.#transfers = new TransferFlow(this, logins);
    this.#arrivals = new Arrivals({ registry: this, logins, transfers });
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

  /** Where another realm keeps the accounts, its login screen is meant. */
  logout(session: Session): Promise<void> {
    return this.#with(session, async (entry) => {
      const { home: realm } = this.#arrivals;
      if (realm === undefined) await this.#logins.logout(entry);
      else if (entry.core.account !== null) {
        await this.#transfers.send(entry, { realm, passport: null, text: null });
      }
    });
  }

  /** Hands a session over to another realm. */
  async transfer(
    sessid: number,
    realm: string,
    { text }: TransferOptions,
  ): Promise<TransferOutcome> {
    const entry = this.entry(sessid);
    if (entry === undefined) return { kind: "refused", reason: "This session has ended." };
    return await this.#transfers.transfer(entry, realm, text ?? null);
  }

  /** Ends a session of which it is durable that it goes on in another realm. */
  transferred(sessid: number): void {
    const entry = this.entry(sessid);
    if (entry !== undefined) this.#transfers.end(entry);
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
    const before = this.entry(sync.sessid);
    // It is back while it still ends here: what is said of that end is for nobody.
    if (before !== undefined) before.core.transfer = "said";
    const entry = this.addOrRefuse(sync);
    if (entry === undefined) return;
    this.parts.trace.emit("session:connect", {
      sessid: sync.sessid,
      data: { protocol: sync.protocolKey, address: sync.address },
    });
    await (entry.core.made = this.#make(entry, sync));
  }

  async #make(entry: Entry, proof: ArrivalProof): Promise<void> {
    // The Portal may have taken it before it heard of the ban.
    if (await this.keepOut(entry, null)) return;
    await this.guard("atSync", entry.session, () => entry.session.atSync());
    await this.arrive(entry, proof);
  }

  /** Logs a session in that had proved who it is; without such an account it is as any other. */
  arrive(entry: Entry, proof: ArrivalProof): Promise<void> {
    return this.#arrivals.arrive(entry, proof);
  }

  /** Shows the login screen to a session whose client is known well enough. */
  settle(sessid: number): Promise<void> {
    const entry = this.entry(sessid);
    return entry === undefined ? Promise.resolve() : this.#arrivals.settle(entry);
  }

  /** Sees to those whose arrival is lost with its turn: nobody stays who cannot do anything. */
  turnBackLost(): void {
    this.#arrivals.turnBackLost();
  }

  /** Ends the session of a connection that is gone. */
  portalDisconnect(sessid: number, reason: CloseReason): Promise<void> {
    const entry = this.entry(sessid);
    if (entry === undefined || this.#transfers.takeGone(entry, reason)) return Promise.resolve();
    return this.#logins.disconnect(entry, reason, { text: null, tellsPortal: false });
  }

  /**
   * Ends a session that falls under a ban, and tells whether it does. For the flows.
   *
   * @param account The account it is about to have, if any.
   */
  keepOut(entry: Entry, account: Account | null): Promise<boolean> {
    return this.#arrivals.keepOut(entry, account);
  }

  /** Adds a session, or closes its connection when its class cannot be made. For the resync too. */
  addOrRefuse(sync: SessionSync): Entry | undefined {
    try {
      return this.#add(sync);
    } catch (error) {
      const { sessid } = sync;
      const data = { plugin: this.#classOwner, hook: "constructor", error: stackOf(error) };
      this.parts.trace.emit("plugin:fail", { level: "error", sessid, data });
      if (this.#arrivals.turnAway(sync)) return;
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

  /** Removes a session that has ended. For the flows. */
  remove(entry: Entry): void {
    const { sessid } = entry.core;
    if (this.entry(sessid) === entry) this.#entries.delete(sessid);
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
