import type { FlagSources } from "../boundary/flag_source.ts";
import type { ProtocolFlags } from "../boundary/flags.ts";
import { hasAccount, type SessionState } from "../boundary/lifecycle.ts";
import type { Call } from "../boundary/messages.ts";
import type { CmdSetStack } from "../cmdset/cmdset_stack.ts";
import type { AnyCommand } from "../command/context.ts";
import type { Account, ExecuteCmdOptions, GameObject, Json, Outputs, Session } from "../model.ts";
import type { TransferOptions, TransferOutcome } from "../realm/realms.ts";
import type { LeaveReason } from "./leave_reason.ts";
import { callsOf } from "./outputs.ts";
import { sayTo } from "./say_to.ts";
import type { SessionCore } from "./session_core.ts";

/** What a session is made from; the registry makes it. */
export interface SessionParts {
  /** The state that the registry keeps. */
  readonly core: unknown;
}

/**
 * One connection on the Server side (Evennia's ServerSession).
 *
 * Plugins inherit from it, override a hook, and name their class in the setting
 * `serverSessionClass`. The registry creates sessions; game code never does.
 *
 * @example A session that counts its lines
 * ```ts
 * import { type Call, ServerSession } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * class CountingSession extends ServerSession {
 *   override dataIn(call: Call): Call | null {
 *     if (call[0] === "text") this.ndb.lines = Number(this.ndb.lines ?? 0) + 1;
 *     return super.dataIn(call);
 *   }
 * }
 *
 * assert.equal(CountingSession.prototype instanceof ServerSession, true);
 * ```
 */
export class ServerSession implements Session {
  readonly #core: SessionCore;

  /**
   * Creates a session.
   *
   * @param parts What the registry made for it.
   */
  constructor(parts: SessionParts) {
    this.#core = parts.core as SessionCore; // the registry puts nothing else there
  }

  /** The session's number, counted from 1 and never used again. */
  get sessid(): number {
    return this.#core.sessid;
  }

  /** How the client came in, such as `telnet` or `websocket`. */
  get protocolKey(): string {
    return this.#core.sync.protocolKey;
  }

  /** The client's address, without the port. */
  get address(): string {
    return this.#core.sync.address;
  }

  /** Where the session is in its life. */
  get state(): SessionState {
    return this.#core.state;
  }

  /** Whether the session has an account. */
  get isLoggedIn(): boolean {
    return hasAccount(this.state);
  }

  /** The account, once logged in. */
  get account(): Account | null {
    return this.#core.account;
  }

  /** The object the session controls. */
  get puppet(): GameObject | null {
    return this.#core.puppet;
  }

  /** When the client connected, or logged in last: milliseconds since 1970. */
  get connTime(): number {
    return this.#core.sync.connTime;
  }

  /** When the client last sent anything, keep-alives included: milliseconds since 1970. */
  get cmdLast(): number {
    return this.#core.sync.cmdLast;
  }

  /** When the user last typed: milliseconds since 1970. */
  get cmdLastVisible(): number {
    return this.#core.sync.cmdLastVisible;
  }

  /** How many lines the user typed. */
  get cmdTotal(): number {
    return this.#core.sync.cmdTotal;
  }

  /** What is known of the client. */
  get protocolFlags(): ProtocolFlags {
    return this.#core.sync.protocolFlags;
  }

  /** Where each known flag came from, by the flag's name: what the user chose is from `user`. */
  get flagSources(): FlagSources {
    return this.#core.sync.flagSources;
  }

  /** The session's own command sets. */
  get cmdsets(): CmdSetStack<AnyCommand> {
    return this.#core.cmdsets;
  }

  /** Holds anything until the session ends or the Server is reloaded; unset names are undefined. */
  get ndb(): Record<string, unknown> {
    return this.#core.ndb;
  }

  /** The same object as `ndb`: a session is never kept. */
  get db(): Record<string, unknown> {
    return this.#core.ndb;
  }

  /** Ends when the session does. */
  get signal(): AbortSignal {
    return this.#core.signal;
  }

  /** What others may call it: its puppet's name, else its account's, else how and whence it came. */
  get name(): string {
    const party = this.puppet ?? this.account;
    return party?.name ?? `${this.protocolKey} from ${this.address}`;
  }

  /** Returns what stands for the session in a log: `anna(#3)@127.0.0.1`, the account and its id. */
  toString(): string {
    const { account } = this;
    return `${account === null ? "nobody" : `${account.name}(#${account.id})`}@${this.address}`;
  }

  /** Is called when the session was made from what the Portal knows, also after a reload. */
  atSync(): void | Promise<void> {}

  /**
   * Is called when the session has logged in, before the account's own greeting.
   *
   * @param _account The account.
   */
  atLogin(_account: Account): void | Promise<void> {}

  /**
   * Is called when the session ends, while it still has its account.
   *
   * @param _reason Why it ends here; `transferred` when it goes on in another realm.
   */
  atDisconnect(_reason: LeaveReason): void | Promise<void> {}

  /**
   * Is called with each inputfunc call the client sent; everything it sends passes here, but for
   * lines that only keep the connection alive.
   *
   * @param call The call.
   * @returns The call to obey instead, or `null` to drop it.
   */
  dataIn(call: Call): Call | null {
    return call;
  }

  /**
   * Sends outputfunc calls to the client. All that the game says to the session passes here, alone
   * or among others, but for the last words to a connection that is closed.
   *
   * @param calls The calls, in order.
   */
  dataOut(calls: readonly Call[]): void {
    if (this.#core.canHear) this.#core.host.output([this.sessid], calls);
  }

  /**
   * Tells this session alone.
   *
   * @param said Markup, or its parts.
   */
  msg(said: string | Outputs): void {
    sayTo(this, callsOf(said), this.#core.host);
  }

  /**
   * Runs a line as if the client had typed it, after what it has typed already.
   *
   * @param line The line.
   * @param options What its command finds as its `extra`, nothing unless given; and whether it may
   * answer a question, which it may unless told.
   */
  executeCmd(line: string, options: Omit<ExecuteCmdOptions, "session"> = {}): void {
    const { extra = {}, mayAnswer = true } = options;
    const call: Call = ["text", [line], {}];
    this.#core.host.enqueue(this.#core, { call, isSecret: false, extra, mayAnswer });
  }

  /**
   * Changes what is known of the client, on both sides of the wall. It holds as the user's choice,
   * whatever the client tells, until the client itself says something new.
   *
   * @param flags The flags to change; `undefined` makes one unknown.
   * @throws {TypeError} When there is no such flag, or its value is of the wrong kind.
   */
  updateFlags(flags: ProtocolFlags): void {
    this.#core.updateFlags(flags, "user");
  }

  /**
   * Tells whoever examines the session what its class has to say of it; nothing unless overridden.
   *
   * @returns Lines of markup. What a client or a user gave must be escaped.
   */
  describe(): readonly string[] {
    return [];
  }

  /**
   * Writes a line into the log, with the session's number.
   *
   * @param text The line; never a password.
   */
  log(text: string): void {
    this.#core.host.log(this.sessid, text);
  }

  /** Returns the client's window, in columns and lines; the settings' default while unknown. */
  getClientSize(): { readonly width: number; readonly height: number } {
    const { screenWidth, screenHeight } = this.protocolFlags;
    const { width, height } = this.#core.host.screen;
    return { width: screenWidth ?? width, height: screenHeight ?? height };
  }

  /**
   * Returns what {@linkcode ServerSession.setCarry} put there, also after a reload.
   *
   * @param name What it was called.
   */
  getCarry(name: string): Json | undefined {
    const { carry } = this.#core.sync;
    // What is there came through setCarry, or crossed the wall from there.
    return Object.hasOwn(carry, name) ? structuredClone(carry[name] as Json) : undefined;
  }

  /**
   * Keeps a small value over reloads, while the connection lives.
   *
   * @param name What to call it.
   * @param value The value; `undefined` removes it.
   * @throws {TypeError} When the value is not JSON, with the path of the part that is not.
   * @throws {RangeError} When all of it together would exceed the setting `maxCarryBytes`.
   */
  setCarry(name: string, value: Json | undefined): void {
    this.#core.setCarry(name, value);
  }

  /**
   * Hands the session over to another realm behind the same Portals, with its account and its
   * carry; the client stays connected. Here it ends as by a disconnect, with the reason
   * `transferred`: what was typed ahead is run there, and what it is told here afterwards goes
   * nowhere. If what was done just before cannot be kept, it is as if nothing had been done.
   *
   * @param realm The name of one of the setting `realms`.
   * @param options What the client is told first.
   * @returns Whether it goes, and why not: there is no such realm, or it is there already; it has
   * no account, or a guest's; it is ending, or nothing can be kept.
   *
   * @example A gate to the arena, which takes the gold along
   * ```ts
   * import { defineCommand } from "@vestibule/core";
   * import assert from "node:assert/strict";
   *
   * const gate = defineCommand({
   *   key: "gate",
   *   needs: "puppet",
   *   run: async ({ session, puppet }) => {
   *     session.setCarry("gold", puppet.get("gold"));
   *     await session.transfer("arena", { text: "You step through the gate." });
   *   },
   * });
   *
   * assert.equal(gate.key, "gate");
   * ```
   */
  transfer(realm: string, options: TransferOptions = {}): Promise<TransferOutcome> {
    return this.#core.host.transfer(this.#core, realm, options);
  }
}
