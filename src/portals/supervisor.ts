import type { StartMode } from "../core/boundary/messages.ts";
import { PluginSwitches } from "./plugin_switches.ts";
import { RestartPolicy } from "./restart_policy.ts";
import { type Refusal, refusalOf, type ServerHandle, type ServerOrder } from "./server_handle.ts";
import { type LoadedServer, ServerLoader } from "./server_loader.ts";
import { ServerStanding } from "./server_standing.ts";
import type { EndMode, ReloadOutcome, StartOutcome } from "./supervisor_outcomes.ts";
import type { SupervisorOptions } from "./supervisor_options.ts";
import type { SupervisorState } from "./supervisor_state.ts";

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
  readonly #standing = new ServerStanding();
  #current: ServerHandle | undefined;
  #restartTimer: Disposable | undefined;
  #work: { readonly what: string; readonly end: Promise<unknown> } | undefined;
  #stopping: Promise<void> | undefined;
  /** Since when what is for the Server waits, if it does, in milliseconds since 1970. */
  #heldSince: number | undefined;

  /**
   * Creates a supervisor; nothing runs yet.
   *
   * @param options What it starts, and what it tells.
   */
  constructor(options: SupervisorOptions) {
    this.#options = options;
    const { spawn, clock, trace, reloadTimeout, sessions, firstEpoch = 1 } = options;
    this.#loader = new ServerLoader({
      ...{ spawn, firstEpoch, clock, timeout: reloadTimeout, drop: (handle) => this.#drop(handle) },
      detail: { trace, shown: sessions.shown },
      ...{ off: () => this.#switches.off, uids: () => sessions.uids },
      events: {
        answers: options.answers ?? {},
        onMessage: (message) => this.#receive(message),
        onLost: (handle, reason) => this.#onLost(handle, reason),
        onFault: ({ message: error }) =>
          trace.emit("boundary:fault", { level: "error", data: { error } }),
      },
    });
  }

  /** Whether the Server is up, and if not, why. */
  get state(): SupervisorState {
    return this.#standing.state;
  }

  /**
   * Starts the first Server. When that fails, it is not tried again.
   *
   * @param mode How it comes to start: `crash` is in place of one that another process ran.
   */
  start(mode: StartMode = "cold"): Promise<StartOutcome> {
    return this.#alone("the server is starting", async () => {
      const next = await this.#loader.load("start");
      if ("reason" in next) return this.#failStart(next);
      const ready = await this.#takeOver(next, mode);
      if ("reason" in ready) return this.#failStart(ready);
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

  /**
   * Ends the Server as if it had died, without a word to it.
   *
   * @param reason Why, for the log.
   * @returns Whether one was running.
   */
  crash(reason: string): boolean {
    if (this.#current === undefined || this.#stopping !== undefined) return false;
    // Somebody looks: what died before does not count against the next one.
    this.#restarts.forget();
    this.#current.kill(reason);
    return true;
  }

  /** Ends the Server in order, which may take so long, in milliseconds: everything is committed. */
  stop(patience = this.#options.reloadTimeout, mode: EndMode = "shutdown"): Promise<void> {
    return this.#stopping ??= this.#stop(patience, mode);
  }

  async #stop(patience: number, mode: EndMode): Promise<void> {
    this.#restartTimer?.[Symbol.dispose]();
    this.#standing.setDown("The server is shutting down");
    this.#loader.close();
    const current = this.#current;
    if (current !== undefined) {
      this.#hold();
      current.send({ kind: "stop", mode });
      await current.wait("stopped", patience);
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

  #failStart(refusal: Refusal): StartOutcome {
    if (this.#stopping === undefined) this.#standing.setDown("The Server did not start");
    return { kind: "failed", ...refusal };
  }

  async #swap(mode: "reload" | "reset"): Promise<ReloadOutcome> {
    const next = await this.#loader.load("reload");
    if ("reason" in next) return this.#refuse(next);
    const hasHandedOver = await this.#handOver(mode);
    if (this.#stopping !== undefined) {
      next.handle.end();
      return { kind: "refused", reason: "the server is shutting down" };
    }
    // Without a hand-over the new Server has to find out for itself, as after a crash.
    const isSwap = hasHandedOver || mode === "reset";
    const ready = await this.#takeOver(next, isSwap ? mode : "crash");
    if ("reason" in ready) {
      this.#restartIfNoneRuns(ready);
      return { kind: "refused", reason: ready.reason };
    }
    this.#restarts.forget();
    return { kind: "reloaded", heldMs: ready.heldMs };
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
      const { reason } = refusalOf(stopped);
      trace.emit("server:handover", { level: "error", data: { reason } });
    }
    return hasHandedOver;
  }

  async #takeOver(
    { epoch, handle }: LoadedServer,
    mode: StartMode,
  ): Promise<{ readonly claimable: boolean; readonly heldMs: number } | Refusal> {
    const { sessions, questions, heartbeat, reloadTimeout, trace, clock } = this.#options;
    this.#current = handle;
    sessions.resync(mode, (message) => handle.send(message));
    const news = await handle.wait("ready", reloadTimeout);
    if (typeof news === "string" || news.kind !== "ready" || handle !== this.#current) {
      const refusal = refusalOf(news);
      this.#onLost(handle, refusal.reason);
      return refusal;
    }
    if (this.#stopping !== undefined) return { reason: "the server is shutting down" };
    sessions.release();
    questions.open(handle.questions);
    handle.watch(heartbeat);
    this.#standing.setUp();
    const heldMs = clock.now() - (this.#heldSince ?? clock.now());
    this.#heldSince = undefined;
    trace.emit("server:ready", { data: { mode, epoch, heldMs } });
    this.#tellZombies();
    return { claimable: news.claimable, heldMs };
  }

  #receive(message: ServerOrder): void {
    switch (message.kind) {
      case "trace":
        for (const event of message.events) this.#options.trace.forward(event);
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
      default:
        return this.#options.sessions.receive(message);
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
    this.#heldSince ??= this.#options.clock.now();
    this.#options.sessions.hold();
    this.#options.questions.hold();
  }

  #drop(handle: ServerHandle): void {
    this.#options.sessions.putBack(handle.end());
    if (handle.isStuck) this.#standing.addZombie();
    if (handle === this.#current) this.#current = undefined;
  }

  /** Says why a Server did not load, and sees to it that one runs. */
  #refuse(refusal: Refusal): ReloadOutcome {
    const { reason } = refusal;
    this.#options.trace.emit("server:refuse", { level: "error", data: { reason } });
    this.#tellZombies();
    this.#restartIfNoneRuns(refusal);
    return { kind: "refused", reason };
  }

  /** Staff hears of what hangs while a Server can tell them. */
  #tellZombies(): void {
    if (!this.state.ready) return;
    const count = this.#standing.takeZombies();
    if (count !== undefined) this.#current?.send({ kind: "zombies", count });
  }

  #restartIfNoneRuns(refusal?: Refusal): void {
    if (this.#current !== undefined || this.#stopping !== undefined) return;
    const { cores, clock } = this.#options;
    const obstacle = this.#standing.obstacle(cores, refusal);
    if (obstacle !== undefined) return this.#giveUp(obstacle);
    const delay = this.#restarts.next(clock.now());
    if (delay === undefined) return this.#giveUp("The Server kept failing; an operator must look");
    this.#tellStopped();
    this.#restartTimer = clock.timer(delay, () => void this.#restart());
  }

  #tellStopped(): void {
    if (this.state.ready) {
      this.#options.sessions.announce(
        "|yThe world has stopped. One moment, it is being started again.|n",
      );
    }
    this.#standing.setDown("The Server failed and is being started again");
  }

  #giveUp(reason: string): void {
    this.#standing.setDown(reason);
    this.#options.trace.emit("server:give_up", { level: "error", data: { reason } });
    this.#options.sessions.announce(
      "|rThe world cannot be started. Staff has to look; you stay connected.|n",
    );
    this.#options.onGiveUp?.();
  }

  #restart(): Promise<void> {
    return this.#alone("the server is being started again", async () => {
      const next = await this.#loader.load("restart");
      if ("reason" in next) return void this.#refuse(next);
      const ready = await this.#takeOver(next, "crash");
      this.#restartIfNoneRuns("reason" in ready ? ready : undefined);
    });
  }
}
