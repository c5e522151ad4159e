import { setImmediate } from "node:timers";
import type { Boundary } from "./boundary/boundary.ts";
import type { PortalMessage, ServerMessage, SessionSync } from "./boundary/messages.ts";
import type { Clock } from "./clock.ts";
import { LastWords } from "./last_words.ts";
import type { SessionCore } from "./session/session_core.ts";
import { Journal } from "./store/journal.ts";
import { OutputCommit } from "./store/output_commit.ts";
import { StoreWait } from "./store/store_wait.ts";
import type { KeepsChanges } from "./measures/measured_store.ts";
import type { Trace } from "./trace/trace.ts";
import { UsedLines } from "./used_lines.ts";

/** What {@linkcode Turns} are made with. */
export interface TurnsOptions {
  readonly boundary: Boundary<ServerMessage, PortalMessage>;
  readonly store: KeepsChanges;
  readonly clock: Clock;
  readonly trace: Trace;
  /** Hears that changes were lost, so that what was built on them can end. */
  readonly onLost: () => void;
  /** Whether the Server holds a session. */
  readonly isHeld: (sessid: number) => boolean;
  /** Hears that changes are taken again. */
  readonly onResumed: () => void;
  /** Whether a command is running that will go on in a later turn. */
  readonly isAwaiting: () => boolean;
  /** Returns what is said once at the end of a turn, however often it changed in it. */
  readonly takeNews: () => readonly ServerMessage[];
  /** Hears what crosses the wall, now that it is durable. Must not throw. */
  readonly onReleased: (message: ServerMessage) => void;
}

/** How long after a session sent something the Portal's copy says so, in milliseconds. */
const COUNT_AFTER = 1_000;

/** What counts what a session sent. */
const COUNTERS: readonly (keyof SessionSync)[] = ["cmdLast", "cmdLastVisible", "cmdTotal"];

const UNDONE = "|rThe world could not keep what was just done, so it was undone.|n " +
  "Staff has been told; try again in a while.";

/**
 * The turns of a Server: what one drain of the inbox changed and said goes to the Store and, when
 * it is durable, over the wall.
 */
export class Turns {
  readonly journal: Journal<ServerMessage>;
  /** Tells when the Store answers again. */
  readonly storeWait: StoreWait;
  readonly #options: TurnsOptions;
  readonly #commit: OutputCommit<ServerMessage>;
  readonly #dirty = new Map<SessionCore, Set<keyof SessionSync>>();
  /** Sessions that have sent more than the Portal's copy says. */
  readonly #counted = new Set<SessionCore>();
  #counting: Disposable | undefined;
  readonly #usedLines: UsedLines;
  readonly #lastWords = new LastWords((ran) => this.#usedLines.begin(ran));
  /** What is durable and waits for {@linkcode release}; `null` from then on. */
  #untold: ServerMessage[] | null = [];
  /** What is so whatever becomes of its turn. */
  readonly #sure = new WeakSet<ServerMessage>();
  /** What of this the open turn says. */
  readonly #sureNow = new Set<ServerMessage>();
  #isSure = false;
  #isDraining = false;
  #isOpen = false;
  #isScheduled = false;
  #isDisposed = false;

  /**
   * Creates the turns; none is open, and nothing crosses the wall before {@linkcode release}.
   *
   * @param options The wall, the Store and the clock.
   */
  constructor(options: TurnsOptions) {
    const { store, clock, trace } = options;
    this.#options = options;
    this.#usedLines = new UsedLines(clock);
    const journal = this.journal = new Journal<ServerMessage>(() => this.#onOpen());
    this.storeWait = new StoreWait({ journal, store, clock });
    this.#commit = new OutputCommit<ServerMessage>({
      ...{ journal, store, clock },
      release: (outputs) => {
        if (this.#untold === null) this.#tell(outputs);
        else this.#untold.push(...outputs);
      },
      onFailure: (reason, dropped) => this.#onFailure(reason, dropped),
      onResumed: () => {
        trace.emit("store:resume", {});
        this.storeWait.hurry();
        options.onResumed();
      },
    });
  }

  /** Lets what was said cross the wall, and from now on whatever is durable. */
  release(): void {
    const untold = this.#untold ?? [];
    this.#untold = null;
    this.#tell(untold);
  }

  /** Says something, to be released with the turn. */
  say(message: ServerMessage): void {
    if (this.#isSure) this.#sure.add(message);
    if (this.#sure.has(message)) this.#sureNow.add(message);
    this.journal.say(message);
  }

  /** What is said meanwhile is so whatever becomes of its turn: when that is lost, it is said again. */
  surely(run: () => void): void {
    this.#isSure = true;
    try {
      run();
    } finally {
      this.#isSure = false;
    }
  }

  /** Marks sync fields of a session as different from the Portal's copy. */
  changed(core: SessionCore, fields: readonly (keyof SessionSync)[]): void {
    let dirty = this.#dirty.get(core);
    if (dirty === undefined) this.#dirty.set(core, dirty = new Set());
    for (const field of fields) dirty.add(field);
    this.#onOpen();
  }

  /** Marks a session that has sent something: its counters are told in a while, with all others. */
  counted(core: SessionCore): void {
    this.#counted.add(core);
    this.#counting ??= this.#options.clock.timer(COUNT_AFTER, () => this.#tellCounts());
  }

  /** Marks a session of whose numbered lines one may have been used up: the Portal is told. */
  ran(core: SessionCore): void {
    this.#lastWords.ran(core);
    this.#onOpen();
  }

  /** Tells a Portal that it has joined, after all else that this turn says. */
  joined(portal: number): void {
    this.#lastWords.joined(portal);
    this.#onOpen();
  }

  /**
   * Forgets what is to be told of a session wherever the Portal's copy has it already; for one that
   * was just rebuilt from that copy, before the turn can end.
   */
  forgetTold(core: SessionCore, told: SessionSync): void {
    const dirty = this.#dirty.get(core);
    if (dirty === undefined) return;
    const now: SessionSync = { ...core.sync, cmdsets: core.cmdsets.names() };
    for (const field of dirty) if (isSameJson(now[field], told[field])) dirty.delete(field);
    if (dirty.size === 0) this.#dirty.delete(core);
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
    const lastWords = this.journal.inScope({}, () => this.#sayNews());
    const sure = [...this.#sureNow];
    this.#sureNow.clear();
    this.#isOpen = false;
    try {
      const turn = this.journal.endTurn();
      if (turn !== null) this.#commit.submit(this.#usedLines.mark(turn, lastWords));
    } catch (error) {
      this.#options.trace.emit("turn:fail", { level: "error", data: { error: String(error) } });
      if (this.#lastWords.keep(lastWords)) this.#onOpen();
      this.journal.inScope({}, () => sure.forEach((message) => this.say(message)));
    }
  }

  /** Ends the open turn and waits until all turns are durable. */
  async finish(): Promise<void> {
    this.#tellCounts();
    do {
      this.end();
      await this.#commit.drained();
      // A turn that was lost is told of in another one.
    } while (this.#isOpen && !this.#isDisposed);
  }

  /** Finishes for the last time, and keeps which lines are used up although nothing changed. */
  async finishLast(): Promise<void> {
    await this.finish();
    const changes = this.journal.takesChanges ? this.#usedLines.rest(this.#options.isHeld) : [];
    if (changes.length > 0) this.#commit.submit({ changes, undo: [], outputs: [] });
    await this.finish();
  }

  /** How many turns wait for the Store. */
  get waiting(): number {
    return this.#commit.waiting;
  }

  /** Whether nothing waits to be said or to become durable. */
  get isIdle(): boolean {
    return !this.#isScheduled && this.#commit.isIdle;
  }

  /** Ends for good: what is still done goes nowhere, since another Server has the world by now. */
  dispose(): void {
    this.#isDisposed = true;
    this.#counting?.[Symbol.dispose]();
    this.storeWait[Symbol.dispose]();
    this.#commit.dispose();
  }

  #tellCounts(): void {
    this.#counting?.[Symbol.dispose]();
    this.#counting = undefined;
    for (const core of this.#counted) if (core.state !== "closed") this.changed(core, COUNTERS);
    this.#counted.clear();
  }

  #tell(messages: readonly ServerMessage[]): void {
    for (const message of messages) {
      this.#options.boundary.send(message);
      this.#options.onReleased(message);
    }
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

  /** Returns what was said last. */
  #sayNews(): readonly ServerMessage[] {
    for (const message of this.#options.takeNews()) this.journal.say(message);
    for (const [core, fields] of this.#dirty) {
      // Its Portal has it from another realm by then.
      if (core.transfer === "said") continue;
      this.journal.say({ kind: "sync", sessid: core.sessid, fields: core.news(fields) });
    }
    this.#dirty.clear();
    const lastWords = this.#lastWords.take();
    for (const message of lastWords) this.journal.say(message);
    return lastWords;
  }

  /** Memory is back at what is kept: those who read or did something in the lost turns are told. */
  #onFailure(reason: string, dropped: readonly ServerMessage[]): void {
    this.#options.trace.emit("store:fail", { level: "error", data: { reason } });
    this.#options.onLost();
    if (this.#lastWords.keep(dropped)) this.#onOpen();
    // The lost turn's own scope may be the current one, and says nothing any more.
    this.journal.inScope({}, () => this.#sayUndone(dropped));
  }

  /** Whether a session goes elsewhere that could not be made here: it must not be with nobody. */
  #isTurnedAway(message: ServerMessage): boolean {
    return message.kind === "transfer" && !this.#options.isHeld(message.sessid);
  }

  #sayUndone(dropped: readonly ServerMessage[]): void {
    const told = new Set<number>();
    for (const message of dropped) {
      if (this.#sure.has(message)) this.say(message);
      else if (message.kind === "disconnect" || this.#isTurnedAway(message)) this.say(message);
      else if (message.kind === "reply") this.say({ ...message, answer: { kind: "unavailable" } });
      else if (message.kind === "output") message.sessids.forEach((id) => told.add(id));
      else if ("sessid" in message && message.sessid !== null) told.add(message.sessid);
    }
    if (told.size === 0) return;
    this.say({ kind: "output", sessids: [...told], calls: [["text", [UNDONE], {}]] });
  }
}

/** Whether two fields are the same; what differs only in the order of its keys counts as different. */
function isSameJson(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
