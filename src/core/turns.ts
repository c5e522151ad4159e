import { setImmediate } from "node:timers";
import type { Boundary } from "./boundary/boundary.ts";
import type { PortalMessage, ServerMessage, SessionSync } from "./boundary/messages.ts";
import type { Clock } from "./clock.ts";
import type { SessionCore } from "./session/session_core.ts";
import { Journal } from "./store/journal.ts";
import { OutputCommit } from "./store/output_commit.ts";
import type { Store } from "./store/store.ts";
import type { Trace } from "./trace/trace.ts";

/** What {@linkcode Turns} are made with. */
export interface TurnsOptions {
  readonly boundary: Boundary<ServerMessage, PortalMessage>;
  readonly store: Store;
  readonly clock: Clock;
  readonly trace: Trace;
  /** Hears that changes were lost, so that what was built on them can end. */
  readonly onLost: () => void;
  /** Hears that changes are taken again. */
  readonly onResumed: () => void;
  /** Whether a command is running that will go on in a later turn. */
  readonly isAwaiting: () => boolean;
  /** Returns what is said once at the end of a turn, however often it changed in it. */
  readonly takeNews: () => readonly ServerMessage[];
  /** Hears what crosses the wall, now that it is durable. Must not throw. */
  readonly onReleased: (message: ServerMessage) => void;
}

const UNDONE = "|rThe world could not keep what was just done, so it was undone.|n " +
  "Staff has been told; try again in a while.";

/**
 * The turns of a Server: what one drain of the inbox changed and said goes to the Store and, when
 * it is durable, over the wall.
 */
export class Turns {
  readonly journal: Journal<ServerMessage>;
  readonly #options: TurnsOptions;
  readonly #commit: OutputCommit<ServerMessage>;
  readonly #dirty = new Map<SessionCore, Set<keyof SessionSync>>();
  #isDraining = false;
  #isOpen = false;
  #isScheduled = false;
  #isDisposed = false;

  /**
   * Creates the turns; none is open.
   *
   * @param options The wall, the Store and the clock.
   */
  constructor(options: TurnsOptions) {
    const { boundary, store, clock, trace } = options;
    this.#options = options;
    this.journal = new Journal<ServerMessage>(() => this.#onOpen());
    this.#commit = new OutputCommit<ServerMessage>({
      journal: this.journal,
      store,
      clock,
      release: (outputs) => {
        for (const message of outputs) {
          boundary.send(message);
          options.onReleased(message);
        }
      },
      onFailure: (reason, dropped) => this.#onFailure(reason, dropped),
      onResumed: () => {
        trace.emit("store:resume", {});
        options.onResumed();
      },
    });
  }

  /** Says something, to be released with the turn. */
  say(message: ServerMessage): void {
    this.journal.say(message);
  }

  /** Marks sync fields of a session as different from the Portal's copy. */
  changed(core: SessionCore, fields: readonly (keyof SessionSync)[]): void {
    let dirty = this.#dirty.get(core);
    if (dirty === undefined) this.#dirty.set(core, dirty = new Set());
    for (const field of fields) dirty.add(field);
    this.#onOpen();
  }

  /** Runs a drain of the inbox, whose end is the end of the turn. */
  drain(run: () => void): void {
    if (this.#isDraining) return run();
    this.#isDraining = true;
    try {
      run();
    } finally {
      this.#isDraining = false;
    }
    // A command that awaits may still throw before the event loop turns; its words wait for that.
    if (this.#options.isAwaiting()) this.#schedule();
    else this.end();
  }

  /** Ends the open turn. */
  end(): void {
    if (this.#isDisposed) return;
    // In a scope of its own: what becomes of the command that runs must not take the news along.
    this.journal.inScope({}, () => this.#sayNews());
    try {
      const turn = this.journal.endTurn();
      if (turn !== null) this.#commit.submit(turn);
    } catch (error) {
      this.#options.trace.emit("turn:fail", { level: "error", data: { error: String(error) } });
    }
    this.#isOpen = false;
  }

  /** Ends the open turn and waits until all turns are durable. */
  async finish(): Promise<void> {
    do {
      this.end();
      await this.#commit.drained();
      // A turn that was lost is told of in another one.
    } while (this.#isOpen && !this.#isDisposed);
  }

  /** Whether nothing waits to be said or to become durable. */
  get isIdle(): boolean {
    return !this.#isScheduled && this.#commit.isIdle;
  }

  /** Ends for good: what is still done goes nowhere, since another Server has the world by now. */
  dispose(): void {
    this.#isDisposed = true;
    this.#commit.dispose();
  }

  #onOpen(): void {
    this.#isOpen = true;
    if (!this.#isDraining) this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.end();
    });
  }

  #sayNews(): void {
    for (const message of this.#options.takeNews()) this.journal.say(message);
    for (const [core, fields] of this.#dirty) {
      this.journal.say({ kind: "sync", sessid: core.sessid, fields: core.news(fields) });
    }
    this.#dirty.clear();
  }

  /** Memory is back at what is kept: those who read or did something in the lost turns are told. */
  #onFailure(reason: string, dropped: readonly ServerMessage[]): void {
    this.#options.trace.emit("store:fail", { level: "error", data: { reason } });
    this.#options.onLost();
    // The lost turn's own scope may be the current one, and says nothing any more.
    this.journal.inScope({}, () => this.#sayUndone(dropped));
  }

  #sayUndone(dropped: readonly ServerMessage[]): void {
    const told = new Set<number>();
    for (const message of dropped) {
      if (message.kind === "disconnect") this.say(message);
      else if (message.kind === "reply") this.say({ ...message, answer: { kind: "unavailable" } });
      else if (message.kind === "output") message.sessids.forEach((id) => told.add(id));
      else if ("sessid" in message && message.sessid !== null) told.add(message.sessid);
    }
    if (told.size === 0) return;
    this.say({ kind: "output", sessids: [...told], calls: [["text", [UNDONE], {}]] });
  }
}
