import { setImmediate } from "node:timers";
import type { PortalMessage } from "../boundary/messages.ts";
import type { Clock } from "../clock.ts";
import type { InputFunc } from "../contributions.ts";
import type { RunsLines } from "../measures/measured_handler.ts";
import type { Game, Session } from "../model.ts";
import type { TimeLimit } from "../time_limit.ts";
import type { Trace } from "../trace/trace.ts";
import type { Turns } from "../turns.ts";
import type { Hold } from "./holds.ts";
import type { DeclaredMessages } from "../oob/declared_messages.ts";
import type { ShippedOob } from "../oob/shipped_oob.ts";
import type { Incoming } from "./inbox.ts";
import { InputIntake } from "./input_intake.ts";
import type { SessionCore } from "./session_core.ts";
import type { Entry, SessionRegistry } from "./session_registry.ts";
import { takeFlags, type TellFlags } from "./take_flags.ts";
import { stackOf } from "../trace/error_text.ts";

/** How long lines are run before the Server looks at what else there is, in milliseconds. */
const SLICE_MS = 20;

/** What an {@linkcode InputRunner} is made with. */
export interface InputRunnerOptions {
  readonly registry: SessionRegistry;
  readonly handler: RunsLines;
  readonly turns: Turns;
  readonly limit: TimeLimit;
  readonly inputFuncs: ReadonlyMap<string, InputFunc>;
  /** What inputfuncs are given to look around in. */
  readonly game: Game;
  /** Checks what clients send beside typed lines. */
  readonly oob: Pick<DeclaredMessages, "incoming">;
  /** Hears what no inputfunc does. */
  readonly shipped: Pick<ShippedOob, "hear">;
  /** Returns the plugin that came with an inputfunc. */
  readonly ownerOf: (run: InputFunc) => string | undefined;
  readonly tellFlags: TellFlags;
  /** The name of the sessions' class; empty for the default. */
  readonly sessionClass: string;
  /** The line that only shows that its user is there, beside the word `idle`. */
  readonly idleCommand: string;
  readonly clock: Clock;
  readonly trace: Trace;
}

/** What the Portal says of one session. */
export type SessionMessage = Extract<
  PortalMessage,
  { kind: "connect" | "disconnect" | "flags" | "input" }
>;

/** What is being run; still in its inbox when it was stopped before it had begun. */
interface Running {
  readonly entry: Entry;
  readonly incoming: Incoming;
  readonly line: string;
  hold?: Hold;
}

/** Runs what sessions send: one line of each session at a time, in order, under a time limit. */
export class InputRunner {
  readonly #options: InputRunnerOptions;
  readonly #intake: InputIntake;
  readonly #ready = new Set<SessionCore>();
  #running: Running | undefined;
  #busy = 0;
  /** Sessions that are coming or going. */
  #passing = 0;
  #isStarted = false;
  #isWoken = false;

  /**
   * Creates a runner.
   *
   * @param options The sessions, and what runs their lines.
   */
  constructor(options: InputRunnerOptions) {
    this.#options = options;
    this.#intake = new InputIntake({
      ...options,
      enqueue: (core, incoming) => this.enqueue(core, incoming),
      occupy: (core, running) => this.#occupy(core, running, core.inbox.holds.take()),
    });
  }

  /** Whether a command is running that will go on later. */
  get isAwaiting(): boolean {
    return this.#busy > 0;
  }

  /**
   * Resolves when every line was run, up to where a command waits for an answer.
   *
   * @param signal Ends the waiting.
   */
  async idle(signal?: AbortSignal): Promise<void> {
    do {
      await new Promise((resolve) => setImmediate(resolve));
    } while (!this.isIdle && !signal?.aborted);
  }

  /** Lets lines run; before, they wait for the Server to be up. */
  start(): void {
    this.#isStarted = true;
    this.#wakeUp();
  }

  /** Ends what waits for a time to come, commands and arrivals: this Server will not see it. */
  stop(): void {
    this.#options.turns.storeWait[Symbol.dispose]();
    const inboxes = this.#options.registry.entries().map(({ core }) => core.inbox);
    for (const { timed } of inboxes) for (const end of [...timed]) end();
  }

  /** Takes what the Portal says of one session. */
  take(message: SessionMessage): void {
    const { registry } = this.#options;
    switch (message.kind) {
      case "connect":
        return this.follow(message.sync.sessid, registry.connect(message.sync));
      case "disconnect":
        return this.follow(
          message.sessid,
          registry.portalDisconnect(message.sessid, message.reason),
        );
      case "flags": {
        const entry = registry.entry(message.sessid);
        if (entry === undefined) return;
        this.follow(message.sessid, takeFlags(entry, message, this.#options.tellFlags));
        if (message.settled) {
          const hold = entry.core.inbox.holds.take();
          this.#occupy(entry.core, registry.settle(message.sessid), hold);
        }
        return;
      }
      case "input":
        return this.#intake.take(message);
    }
  }

  /** Adds a line to what a session has sent. */
  enqueue(core: SessionCore, incoming: Incoming): void {
    core.inbox.push(incoming);
    this.wake(core);
  }

  /** Looks again at a session that may be able to go on. */
  wake(core: SessionCore): void {
    if (core.canGoOn) this.#ready.add(core);
    else if (!this.#intake.isLate(core)) return;
    this.#wakeUp();
  }

  /**
   * Runs what is ready, for a slice of time; called in a turn. What is left is run in the next one,
   * so that lines which make lines without end keep nobody else from being heard.
   */
  run(): void {
    this.#intake.takeLate();
    if (!this.#isStarted || this.#ready.size === 0) return;
    const outcome = this.#options.limit.run(() => this.#slice());
    if (outcome === "tooLong") this.#endRunning();
    if (this.#ready.size > 0) this.#wakeUp();
  }

  /** Follows a session's coming or going to its end. */
  follow(sessid: number, passing: Promise<unknown>): void {
    this.#passing++;
    passing.catch((error) => this.#fail(sessid, error)).finally(() => void this.#passing--);
  }

  /** Shows the login screen. */
  showLogin(core: SessionCore, session: Session): void | Promise<void> {
    return this.#options.handler.showLogin(core, session);
  }

  /** Whether every line was run, up to where a command waits for an answer, and no end is under way. */
  get isIdle(): boolean {
    const cores = this.#options.registry.entries().map(({ core }) => core);
    if (cores.some(({ isEnding }) => isEnding)) return false;
    const inboxes = cores.map(({ inbox }) => inbox);
    const asking = inboxes.filter((inbox) => inbox.question !== undefined).length;
    const away = inboxes.reduce((sum, { holds }) => sum + holds.away, 0);
    return !this.#isWoken && this.#passing === 0 && this.#ready.size === 0 &&
      this.#busy === asking + away &&
      !inboxes.some((inbox) => inbox.isReady);
  }

  #wakeUp(): void {
    if (this.#isWoken) return;
    this.#isWoken = true;
    setImmediate(() => {
      this.#isWoken = false;
      this.#options.turns.drain(() => this.run());
    });
  }

  #slice(): void {
    const until = performance.now() + SLICE_MS;
    for (const core of this.#ready) {
      this.#runNext(core);
      // Only now, as the limit may strike anywhere: who has not had their turn stays ready.
      this.#ready.delete(core);
      if (core.canGoOn) this.#ready.add(core);
      if (performance.now() > until) return;
    }
  }

  #runNext(core: SessionCore): void {
    // Since it was found ready, something may have taken hold of it: what it typed waits for that.
    if (core.transfer !== "none" || !core.inbox.isReady) return;
    const entry = this.#options.registry.entry(core.sessid);
    const incoming = core.inbox.next;
    const running: Running | undefined = entry && incoming &&
      { entry, incoming, line: String(incoming.call[1][0] ?? "") };
    this.#running = running;
    // Taken whether the session lives or not: what it typed behind its end must not wait for ever.
    core.inbox.take();
    if (incoming?.number !== undefined) this.#options.turns.ran(core);
    if (running === undefined) return;
    try {
      this.#runLine(running);
    } catch (error) {
      this.#fail(core.sessid, error);
    }
    this.#running = undefined;
  }

  #runLine(running: Running): void {
    const { entry: { core, session }, incoming: { isSecret, mayAnswer, extra }, line } = running;
    const { question } = core.inbox;
    if (question !== undefined) {
      if (mayAnswer !== false) return question.answer({ line, isSecret });
      return session.msg("That is left out, since you are being asked something.");
    }
    if (isSecret) {
      return session.msg("Nothing waits for that answer any more. Start again, please.");
    }
    const hold = running.hold = core.inbox.holds.take();
    const handled = this.#options.handler.handle(core, session, { line, hold, extra });
    if (handled instanceof Promise) this.#occupy(core, handled, hold);
    else core.inbox.holds.end(hold);
  }

  /** Keeps the session's next lines waiting until something has ended. */
  #occupy(core: SessionCore, running: Promise<void>, hold: Hold): void {
    this.#busy++;
    running.catch((error) => this.#fail(core.sessid, error)).finally(() => {
      core.inbox.holds.end(hold);
      this.#busy--;
      this.wake(core);
    });
  }

  #fail(sessid: number, error: unknown): void {
    this.#options.trace.emit("session:fail", {
      level: "error",
      sessid,
      data: { error: stackOf(error) },
    });
  }

  /** The line that was running has not come back; it was stopped from outside. */
  #endRunning(): void {
    const running = this.#running;
    this.#running = undefined;
    if (running === undefined) return;
    const { entry: { core, session }, incoming, line, hold } = running;
    if (hold !== undefined) core.inbox.holds.end(hold);
    this.#ready.delete(core);
    if (core.inbox.next !== incoming) this.#options.handler.tooLong(core, session, line);
    this.wake(core);
  }
}
