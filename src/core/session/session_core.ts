import type { ProtocolFlags } from "../boundary/flags.ts";
import {
  nextState,
  type SessionState,
  SessionStateError,
  type SessionStep,
} from "../boundary/lifecycle.ts";
import type { Call, SessionSync } from "../boundary/messages.ts";
import { CmdSetStack } from "../cmdset/cmdset_stack.ts";
import { MergedCmdSets } from "../cmdset/merge_cache.ts";
import type { AnyCommand } from "../command/context.ts";
import type { Account, GameObject, Json } from "../model.ts";
import { Inbox } from "./inbox.ts";

/** What a session needs of the Server that holds it. */
export interface SessionHost {
  /** Tells the Portal; released with the turn. */
  output(sessids: readonly number[], calls: readonly Call[]): void;
  /** Records how to take back a change to a session, should its turn fail. */
  undoable(undo: () => void): void;
  /** Marks a session whose sync fields differ from the Portal's copy. */
  changed(core: SessionCore, fields: readonly (keyof SessionSync)[]): void;
  /** Runs a line of this session when its turn comes. */
  enqueue(core: SessionCore, call: Call, isSecret: boolean): void;
  /** Looks again at what a session has sent: it may be able to go on. */
  wake(core: SessionCore): void;
  readonly screen: { readonly width: number; readonly height: number };
  readonly maxCarryBytes: number;
}

/**
 * The state of one session, changed by the registry alone; a ServerSession shows it to the game.
 */
export class SessionCore {
  readonly host: SessionHost;
  readonly cmdsets: CmdSetStack<AnyCommand> = new CmdSetStack<AnyCommand>();
  readonly merged: MergedCmdSets<AnyCommand> = new MergedCmdSets<AnyCommand>();
  readonly ndb: Record<string, unknown> = Object.create(null);
  readonly inbox: Inbox = new Inbox();
  readonly #abort = new AbortController();
  #sync: SessionSync;
  /** Stands for the command that runs, or ran last, in the journal. */
  scope: object = {};
  account: Account | null = null;
  puppet: GameObject | null = null;

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

  /** Ends when the session does. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /**
   * Takes a step of the lifecycle.
   *
   * @throws SessionStateError When the table has no such step from here.
   */
  step(step: SessionStep): void {
    const state = nextState(this.state, step);
    if (state === undefined) throw new SessionStateError(this.sessid, this.state, step);
    this.update({ state });
    if (state === "closed") this.#abort.abort();
  }

  /** Changes sync fields; the Portal is told when the turn ends. */
  update(fields: Partial<SessionSync>): void {
    const before = this.#sync;
    this.#sync = { ...before, ...fields };
    const names = Object.keys(fields) as (keyof SessionSync)[]; // the keys of a Partial of it
    if (names.some((name) => !COUNTERS.has(name))) {
      this.host.undoable(() => this.#undo(before, names));
    }
    this.host.changed(this, names);
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

  /** Takes flags that the Portal reported; the Portal need not be told. */
  mergeFlags(flags: ProtocolFlags): void {
    this.#sync = {
      ...this.#sync,
      protocolFlags: { ...this.#sync.protocolFlags, ...flags },
    };
  }

  /** Keeps a value over reloads. */
  setCarry(name: string, value: Json | undefined): void {
    const { [name]: _, ...others } = this.#sync.carry;
    const carry = value === undefined ? others : { ...others, [name]: value };
    const bytes = new TextEncoder().encode(JSON.stringify(carry)).length;
    if (bytes > this.host.maxCarryBytes) {
      throw new RangeError(
        `Cannot carry "${name}" as all that is carried must be at most ` +
          `${this.host.maxCarryBytes} bytes: current value is ${bytes}`,
      );
    }
    this.update({ carry });
  }

  /** A closed connection stays closed, whatever turn is taken back. */
  #undo(before: SessionSync, names: readonly (keyof SessionSync)[]): void {
    if (this.state === "closed") return;
    const restored = Object.fromEntries(names.map((name) => [name, before[name]]));
    this.#sync = { ...this.#sync, ...restored };
    this.host.changed(this, names);
  }
}

/** Fields that only count what was sent: never taken back. */
const COUNTERS: ReadonlySet<keyof SessionSync> = new Set<keyof SessionSync>([
  "cmdLast",
  "cmdLastVisible",
  "cmdTotal",
]);
