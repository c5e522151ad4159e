import type { ServerMessage, StartMode } from "../core/boundary/messages.ts";
import type { Clock } from "../core/clock.ts";
import type { Trace, TraceEvent } from "../core/trace/trace.ts";
import { PluginSwitches } from "./plugin_switches.ts";
import { RestartPolicy } from "./restart_policy.ts";
import type { SpawnServer } from "./running_server.ts";
import { type Heartbeat, reasonOf, type ServerHandle } from "./server_handle.ts";
import { type LoadedServer, ServerLoader } from "./server_loader.ts";
import type { ServerQuestions } from "./server_questions.ts";
import type { PortalSessionRegistry } from "./session/portal_session_registry.ts";
import type { ReloadOutcome, StartOutcome } from "./supervisor_outcomes.ts";
import type { SupervisorState } from "./supervisor_state.ts";

/** What a {@linkcode Supervisor} is made with. Times are in milliseconds. */
export interface SupervisorOptions {
  readonly spawn: SpawnServer;
  readonly sessions: PortalSessionRegistry;
  /** What is asked of whichever Server is ready. */
  readonly questions: ServerQuestions;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly heartbeat: Heartbeat;
  /** How long new code may take to load, and an old Server to hand over. */
  readonly reloadTimeout: number;
  /** How many cores the machine has: a Server that cannot be ended keeps one of them busy. */
  readonly cores: number;
  /** Is told that somebody in the game asked for a shutdown. */
  readonly onShutdown: () => void;
}

/**
 * Starts, swaps, watches and restarts the Server, while the Portal's connections live on.
 *
 * It does one thing at a time: a start, a reload, a restart. Whatever ends the Server meanwhile is
 * looked at when that is done.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #switches = new PluginSwitches();
  readonly #restarts = new RestartPolicy();
  readonly #loader: ServerLoader;
  #current: ServerHandle | undefined;
  #restartTimer: Disposable | undefined;
  #work: { readonly what: string; readonly end: Promise<unknown> } | undefined;
  #stopping: Promise<void> | undefined;
  #zombies = 0;
  #isReady = false;
  #reason = "The Server is starting";

  /**
   * Creates a supervisor; nothing runs yet.
   *
   * @param options What it starts, and what it tells.
   */
  constructor(options: SupervisorOptions) {
    this.#options = options;
    const { spawn, clock, trace, reloadTimeout } = options;
    this.#loader = new ServerLoader({
      ...{ spawn, clock, timeout: reloadTimeout, off: () => this.#switches.off },
      drop: (handle) => this.#drop(handle),
      events: {
        onMessage: (message) => this.#receive(message),
        onLost: (handle, reason) => this.#onLost(handle, reason),
        onFault: ({ message }) => {
          trace.emit("boundary:fault", { level: "error", data: { error: message } });
        },
      },
    });
  }

  /** Whether the Server is up, and if not, why. */
  get state(): SupervisorState {
    return { ready: this.#isReady, reason: this.#reason, zombies: this.#zombies };
  }

  /** Starts the first Server. When that fails, it is not tried again. */
  start(): Promise<StartOutcome> {
    return this.#alone("the server is starting", async () => {
      const next = await this.#loader.load("start");
      if (typeof next === "string") return this.#failStart(next);
      const ready = await this.#takeOver(next, "cold");
      if (typeof ready === "string") return this.#failStart(ready);
      return { kind: "started", plugins: next.plugins, claimable: ready.claimable };
    });
  }

  /**
   * Puts a new Server in place of the running one, or where none runs any more. When the new one
   * does not load, the old one goes on as if nothing had been asked.
   *
   * @param mode `reset` also unpuppets everybody.
   */
  async reload(mode: "reload" | "reset"): Promise<ReloadOutcome> {
    const refusal = this.#stopping === undefined ? this.#work?.what : "the server is shutting down";
    if (refusal !== undefined) return { kind: "refused", reason: refusal };
    this.#restartTimer?.[Symbol.dispose]();
    return await this.#alone("a reload is under way already", () => this.#swap(mode));
  }

  /** Ends the Server in order: its turn finished, everything committed. */
  stop(): Promise<void> {
    return this.#stopping ??= this.#stop();
  }

  async #stop(): Promise<void> {
    this.#restartTimer?.[Symbol.dispose]();
    this.#setDown("The server is shutting down");
    this.#loader.close();
    const current = this.#current;
    if (current !== undefined) {
      this.#hold();
      current.send({ kind: "stop", mode: "shutdown" });
      await current.wait("stopped", this.#options.reloadTimeout);
      this.#drop(current);
    }
    await this.#work?.end;
    this.#options.questions.close();
  }

  /** Runs one piece of work; there is never another at the same time. */
  async #alone<T>(what: string, work: () => Promise<T>): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#work = { what, end: promise };
    try {
      return await work();
    } finally {
      this.#work = undefined;
      resolve();
    }
  }

  #failStart(reason: string): StartOutcome {
    if (this.#stopping === undefined) this.#setDown("The Server did not start");
    return { kind: "failed", reason };
  }

  async #swap(mode: "reload" | "reset"): Promise<ReloadOutcome> {
    const { clock, trace } = this.#options;
    const next = await this.#loader.load("reload");
    if (typeof next === "string") {
      trace.emit("server:refuse", { level: "error", data: { reason: next } });
      this.#restartIfNoneRuns();
      return { kind: "refused", reason: next };
    }
    const from = clock.now();
    const hasHandedOver = await this.#handOver(mode);
    if (this.#stopping !== undefined) {
      next.handle.end();
      return { kind: "refused", reason: "the server is shutting down" };
    }
    // Without a hand-over the new Server has to find out for itself, as after a crash.
    const isSwap = hasHandedOver || mode === "reset";
    const ready = await this.#takeOver(next, isSwap ? mode : "crash");
    if (typeof ready === "string") {
      this.#restartIfNoneRuns();
      return { kind: "refused", reason: ready };
    }
    this.#restarts.forget();
    return { kind: "reloaded", heldMs: clock.now() - from };
  }

  /** Ends the running Server, if there is one; tells whether it handed over first. */
  async #handOver(mode: "reload" | "reset"): Promise<boolean> {
    const { reloadTimeout, trace } = this.#options;
    const old = this.#current;
    this.#hold();
    if (old === undefined) return false;
    old.send({ kind: "stop", mode });
    const stopped = await old.wait("stopped", reloadTimeout);
    if (old === this.#current) this.#drop(old);
    const hasHandedOver = typeof stopped !== "string" && stopped.kind === "stopped";
    if (!hasHandedOver) {
      trace.emit("server:handover", { level: "error", data: { reason: reasonOf(stopped) } });
    }
    return hasHandedOver;
  }

  async #takeOver(next: LoadedServer, mode: StartMode): Promise<{ claimable: boolean } | string> {
    const { epoch, handle } = next;
    const { sessions, questions, heartbeat, reloadTimeout, trace } = this.#options;
    this.#current = handle;
    sessions.resync(mode, (message) => handle.send(message));
    const news = await handle.wait("ready", reloadTimeout);
    if (typeof news === "string" || news.kind !== "ready" || handle !== this.#current) {
      const reason = reasonOf(news);
      this.#onLost(handle, reason);
      return reason;
    }
    if (this.#stopping !== undefined) return "the server is shutting down";
    sessions.release();
    questions.open(handle.questions);
    handle.watch(heartbeat);
    this.#isReady = true;
    this.#reason = "";
    trace.emit("server:ready", { data: { mode, epoch } });
    return { claimable: news.claimable };
  }

  #receive(message: ServerMessage): void {
    switch (message.kind) {
      case "output":
      case "login":
      case "sync":
      case "disconnect":
      case "gate":
      case "oob":
      case "xray":
        return this.#options.sessions.receive(message);
      case "trace":
        // The Server's own trace made them; the wall carried them by value.
        for (const event of message.events) this.#options.trace.forward(event as TraceEvent);
        return;
      case "control":
        if (message.action === "shutdown") return this.#options.onShutdown();
        return void this.#reloadFor(message.sessid, message.action);
      case "plugin":
        return void this.#switches.turn(
          message.name,
          message.off,
          () => this.#reloadFor(message.sessid, "reload"),
        );
    }
  }

  async #reloadFor(sessid: number | null, action: "reload" | "reset"): Promise<boolean> {
    const outcome = await this.reload(action);
    const ok = outcome.kind === "reloaded";
    const text = ok ? "" : outcome.reason;
    this.#current?.send({ kind: "outcome", sessid, ok, text });
    return ok;
  }

  #onLost(handle: ServerHandle, reason: string): void {
    if (handle !== this.#current || this.#stopping !== undefined) return;
    this.#drop(handle);
    this.#hold();
    this.#options.trace.emit("server:lost", { level: "error", data: { reason } });
    // Work that is under way sees to it that another one runs.
    if (this.#work === undefined) this.#restartIfNoneRuns();
    else this.#tellStopped();
  }

  /** Lets all that is for the Server wait for the next one that is ready. */
  #hold(): void {
    this.#options.sessions.hold();
    this.#options.questions.hold();
  }

  #drop(handle: ServerHandle): void {
    this.#options.sessions.putBack(handle.end());
    if (handle.isStuck) this.#zombies++;
    if (handle === this.#current) this.#current = undefined;
  }

  #restartIfNoneRuns(): void {
    if (this.#current !== undefined || this.#stopping !== undefined) return;
    const { cores, clock } = this.#options;
    // The first hang is always forgiven, or a small machine would never recover from one.
    if (this.#zombies >= Math.max(2, cores - 1)) {
      return this.#giveUp(
        "The Server hung, and its thread cannot be ended: restart the whole process",
      );
    }
    const delay = this.#restarts.next(clock.now());
    if (delay === undefined) return this.#giveUp("The Server kept failing; an operator must look");
    this.#tellStopped();
    this.#restartTimer = clock.timer(delay, () => void this.#restart());
  }

  #tellStopped(): void {
    if (this.#isReady) {
      this.#options.sessions.announce(
        "|yThe world has stopped. One moment, it is being started again.|n",
      );
    }
    this.#setDown("The Server failed and is being started again");
  }

  #giveUp(reason: string): void {
    this.#setDown(reason);
    this.#options.trace.emit("server:give_up", { level: "error", data: { reason } });
    this.#options.sessions.announce(
      "|rThe world cannot be started. Staff has to look; you stay connected.|n",
    );
  }

  #setDown(reason: string): void {
    this.#isReady = false;
    this.#reason = reason;
  }

  #restart(): Promise<void> {
    return this.#alone("the server is being started again", async () => {
      const next = await this.#loader.load("restart");
      if (typeof next !== "string") await this.#takeOver(next, "crash");
      else this.#options.trace.emit("server:refuse", { level: "error", data: { reason: next } });
      this.#restartIfNoneRuns();
    });
  }
}
