import {
  flagNews,
  type FlagSource,
  type FlagSources,
  pickFlags,
  type SourcedFlags,
} from "../boundary/flag_source.ts";
import { checkFlags, flagChanges, type ProtocolFlags } from "../boundary/flags.ts";
import {
  nextState,
  type SessionState,
  SessionStateError,
  type SessionStep,
} from "../boundary/lifecycle.ts";
import type { Call, SessionSync } from "../boundary/messages.ts";
import type { CmdSet } from "../cmdset/cmdset.ts";
import { CmdSetStack } from "../cmdset/cmdset_stack.ts";
import { MergedCmdSets } from "../cmdset/merge_cache.ts";
import type { AnyCommand, LastCmd } from "../command/context.ts";
import { jsonCopy } from "../json_copy.ts";
import type { TransferOptions, TransferOutcome } from "../realm/realms.ts";
import type { Account, GameObject, Json } from "../model.ts";
import type { CommandScope } from "./command_scope.ts";
import { FlagChanges } from "./flag_changes.ts";
import { Inbox, type Incoming } from "./inbox.ts";

/** What a session needs of the Server that holds it. */
export interface SessionHost {
  /** Tells the Portal; released with the turn. */
  output(sessids: readonly number[], calls: readonly Call[]): void;
  /** Records how to take back a change to a session, should its turn fail. */
  undoable(undo: () => void): void;
  /** Marks a session whose sync fields differ from the Portal's copy. */
  changed(core: SessionCore, fields: readonly (keyof SessionSync)[]): void;
  /** Marks a session that has sent more than the Portal's copy says. */
  counted(core: SessionCore): void;
  /** Hears that a session is as the Portal's copy of it says, but where its own fields differ. */
  restored(core: SessionCore, told: SessionSync): void;
  /** Tells those who watch of a step that a session has taken. */
  stepped(core: SessionCore, step: SessionStep, from: SessionState): void;
  /** Runs a line of this session when its turn comes. */
  enqueue(core: SessionCore, incoming: Incoming): void;
  /** Looks again at what a session has sent: it may be able to go on. */
  wake(core: SessionCore): void;
  /** Follows a session's coming to its end: a Server that hands over waits for that. */
  follow(core: SessionCore, coming: Promise<unknown>): void;
  /** Tells that a part of a session's class threw. */
  failed(sessid: number, hook: string, error: unknown): void;
  /** Writes into the log what game code says of a session. */
  log(sessid: number, text: string): void;
  /** Hands a session over to another realm. */
  transfer(core: SessionCore, realm: string, options: TransferOptions): Promise<TransferOutcome>;
  /** Finds a registered cmdset. */
  findCmdSet(name: string): CmdSet<AnyCommand> | undefined;
  readonly screen: { readonly width: number; readonly height: number };
  readonly maxCarryBytes: number;
}

/**
 * The state of one session, changed by the registry alone; a ServerSession shows it to the game.
 */
export class SessionCore {
  readonly host: SessionHost;
  readonly cmdsets: CmdSetStack<AnyCommand> = new CmdSetStack<AnyCommand>({
    find: (name) => this.host.findCmdSet(name),
    onChange: (undo) => {
      this.host.undoable(() => {
        undo();
        this.#tellCmdSets();
      });
      this.#tellCmdSets();
    },
  });
  readonly merged: MergedCmdSets<AnyCommand> = new MergedCmdSets<AnyCommand>();
  readonly ndb: Record<string, unknown> = Object.create(null);
  readonly inbox: Inbox = new Inbox();
  #abort: AbortController | undefined;
  readonly #flags = new FlagChanges();
  #sync: SessionSync;
  /** Stands for the command that runs, or ran last, in the journal. */
  scope: CommandScope = {};
  /** The command before, if it is kept for the next one. */
  lastCmd: LastCmd | null = null;
  account: Account | null = null;
  puppet: GameObject | null = null;
  /** Ends when the session's class has heard that it was made. */
  made: Promise<void> = Promise.resolve();
  /** Whether its client is known well enough to be shown the login screen. */
  isSettled = false;
  /** Whether its end has begun: nothing new begins for it then. */
  isEnding = false;
  /** Whether it goes to another realm: what it types waits then; once that was said, for good. */
  transfer: "none" | "begun" | "said" = "none";

  /**
   * Creates the state of a session.
   *
   * @param sync What the Portal knows of it.
   * @param host The Server.
   */
  constructor(sync: SessionSync, host: SessionHost) {
    this.#sync = sync;
    this.host = host;
  }

  /** The sync fields, as they are now. */
  get sync(): SessionSync {
    return this.#sync;
  }

  get sessid(): number {
    return this.#sync.sessid;
  }

  get state(): SessionState {
    return this.#sync.state;
  }

  /** Whether a line can run: what was typed before its end is of no use to anybody. */
  get canGoOn(): boolean {
    return this.state !== "closed" && this.transfer === "none" && this.inbox.isReady;
  }

  /** Whether what is said to it reaches its client. */
  get canHear(): boolean {
    return this.state !== "closed" && this.transfer !== "said";
  }

  /** Ends when the session does. */
  get signal(): AbortSignal {
    this.#abort ??= new AbortController();
    if (this.state === "closed") this.#abort.abort();
    return this.#abort.signal;
  }

  /**
   * Takes a step of the lifecycle.
   *
   * @throws SessionStateError When the table has no such step from here.
   */
  step(step: SessionStep): void {
    const from = this.state;
    const state = nextState(from, step);
    if (state === undefined) throw new SessionStateError(this.sessid, from, step);
    this.update({ state });
    this.host.stepped(this, step, from);
    if (state === "closed") this.#abort?.abort();
  }

  /** Changes sync fields; the Portal is told when the turn ends. */
  update(fields: Partial<SessionSync>): void {
    const before = this.#sync;
    this.#sync = { ...before, ...fields };
    const names = Object.keys(fields) as (keyof SessionSync)[]; // the keys of a Partial of it
    this.host.undoable(() => this.#undo(before, names));
    this.host.changed(this, names);
  }

  /** Counts what was sent, which is never taken back. */
  count(now: number, isTyped: boolean): void {
    const { cmdTotal } = this.#sync;
    const typed = isTyped ? { cmdLastVisible: now, cmdTotal: cmdTotal + 1 } : {};
    this.#sync = { ...this.#sync, cmdLast: now, ...typed };
    this.host.counted(this);
  }

  /** Takes note of the Portal that has the connection now, which is never taken back. */
  movedTo(portal: number): void {
    this.#sync = { ...this.#sync, portal };
  }

  /** Changes what account and puppet the session has, so that a failed turn takes it back. */
  setParties(account: Account | null, puppet: GameObject | null): void {
    const before = { account: this.account, puppet: this.puppet };
    this.host.undoable(() => {
      if (this.state === "closed") return;
      this.account = before.account;
      this.puppet = before.puppet;
    });
    this.account = account;
    this.puppet = puppet;
    this.update({
      uid: account?.id ?? null,
      uname: account?.name ?? null,
      puid: puppet?.id ?? null,
    });
  }

  /** Changes flags; the Portal is told of these alone when the turn ends. */
  updateFlags(flags: ProtocolFlags, source: FlagSource): void {
    checkFlags(flags);
    const before: SourcedFlags = this.#sync;
    const sources = Object.fromEntries(Object.keys(flags).map((name) => [name, source]));
    const names = flagNews(before, { protocolFlags: flags, flagSources: sources });
    if (names.length === 0) return;
    this.#setFlags(pickFlags({ protocolFlags: flags, flagSources: sources }, names), names);
    this.host.undoable(() => {
      if (this.state !== "closed") this.#setFlags(pickFlags(before, names), names);
    });
  }

  /**
   * Takes flags that the Portal reported; it need not be told.
   *
   * @param told The flags, where each came from, and the `flagsVersion` that the Portal knew:
   * later changes of ours overrule its report.
   * @returns The flags whose value is another now.
   */
  mergeFlags(told: {
    readonly flags: ProtocolFlags;
    readonly sources: FlagSources;
    readonly seen: number;
  }): ProtocolFlags {
    const before = this.#sync.protocolFlags;
    const counting = this.#flags.counting(told.flags, told.seen);
    const names = Object.keys(counting);
    const news = pickFlags({ protocolFlags: counting, flagSources: told.sources }, names);
    this.#sync = { ...this.#sync, ...laid(this.#sync, news, names) };
    return flagChanges(before, counting);
  }

  /** Lets our changes of flags be told again of which a Portal that knows this version has not heard. */
  repeatFlags(seen: number): void {
    this.#flags.repeat(seen);
  }

  /** What the Portal is to be told of these fields: of the flags, only those that we changed. */
  news(fields: Iterable<keyof SessionSync>): Partial<SessionSync> {
    const entries = [...fields].map((name) => [name, this.#newsOf(name)]);
    const news: Partial<SessionSync> = Object.fromEntries(entries);
    if (news.protocolFlags === undefined) return news;
    const { flagSources } = pickFlags(this.#sync, Object.keys(news.protocolFlags));
    return { ...news, flagSources };
  }

  /** Keeps a value over reloads. */
  setCarry(name: string, value: Json | undefined): void {
    const { [name]: _, ...others } = this.#sync.carry;
    const carry = value === undefined ? others : { ...others, [name]: jsonCopy(value, name) };
    const bytes = new TextEncoder().encode(JSON.stringify(carry)).length;
    if (bytes > this.host.maxCarryBytes) {
      throw new RangeError(
        `Cannot carry "${name}" as all that is carried must be at most ` +
          `${this.host.maxCarryBytes} bytes: current value is ${bytes}`,
      );
    }
    this.update({ carry });
  }

  #newsOf(name: keyof SessionSync): unknown {
    if (name === "protocolFlags") return this.#takeFlagNews();
    if (name === "cmdsets") this.#sync = { ...this.#sync, cmdsets: this.cmdsets.names() };
    return this.#sync[name];
  }

  /** Reports were overruled by what is told here: it must not be lost with its turn. */
  #takeFlagNews(): ProtocolFlags {
    const taken = this.#flags.take(this.#sync.protocolFlags);
    this.host.undoable(() => {
      this.#flags.putBack(Object.keys(taken));
      if (this.state !== "closed") this.host.changed(this, FLAG_FIELDS);
    });
    return taken;
  }

  #tellCmdSets(): void {
    if (this.state !== "closed") this.host.changed(this, CMDSET_FIELDS);
  }

  #setFlags(flags: SourcedFlags, names: readonly string[]): void {
    const flagsVersion = this.#sync.flagsVersion + 1;
    this.#flags.note(names, flagsVersion);
    this.#sync = { ...this.#sync, ...laid(this.#sync, flags, names), flagsVersion };
    this.host.changed(this, FLAG_FIELDS);
  }

  /** A closed connection stays closed, whatever turn is taken back. */
  #undo(before: SessionSync, names: readonly (keyof SessionSync)[]): void {
    if (this.state === "closed") return;
    const restored = Object.fromEntries(names.map((name) => [name, before[name]]));
    this.#sync = { ...this.#sync, ...restored };
    this.host.changed(this, names);
  }
}

/** What is told when flags changed. */
const FLAG_FIELDS: readonly (keyof SessionSync)[] = ["protocolFlags", "flagsVersion"];

/** What is told when command sets came or went, whoever changed them. */
const CMDSET_FIELDS: readonly (keyof SessionSync)[] = ["cmdsets"];

/** Lays the named flags over what is known; what the news do not have is unknown, from nowhere. */
function laid(known: SourcedFlags, news: SourcedFlags, names: readonly string[]): SourcedFlags {
  const unknown = Object.fromEntries(names.map((name) => [name, undefined]));
  const kept = Object.entries(known.flagSources).filter(([name]) => !names.includes(name));
  return {
    protocolFlags: { ...known.protocolFlags, ...unknown, ...news.protocolFlags },
    flagSources: { ...Object.fromEntries(kept), ...news.flagSources },
  };
}
