import type { PortalMessage, ServerMessage, StartMode } from "../core/boundary/messages.ts";
import type { Clock } from "../core/clock.ts";
import type { Trace, TraceEvent } from "../core/trace/trace.ts";
import { RestartPolicy } from "./restart_policy.ts";
import type { SpawnServer } from "./running_server.ts";
import { type Heartbeat, ServerHandle, type ServerNews } from "./server_handle.ts";
import type { PortalSessionRegistry } from "./session/portal_session_registry.ts";

/** What a {@linkcode Supervisor} is made with. Times are in milliseconds. */
export interface SupervisorOptions {
  readonly spawn: SpawnServer;
  readonly sessions: PortalSessionRegistry;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly heartbeat: Heartbeat;
  /** How long new code may take to load, and an old Server to hand over. */
  readonly reloadTimeout: number;
  /** Is told that somebody in the game asked for a shutdown. */
  readonly onShutdown: () => void;
}

/** What became of a reload: done, or refused with the reason. */
export type ReloadOutcome =
  | { readonly kind: "reloaded"; readonly heldMs: number }
  | { readonly kind: "refused"; readonly reason: string };

/** What the first start gave. */
export type StartOutcome =
  | { readonly kind: "started"; readonly plugins: readonly string[]; readonly claimable: boolean }
  | { readonly kind: "failed"; readonly reason: string };

/** Starts, swaps, watches and restarts the Server, while the Portal's connections live on. */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #restarts: RestartPolicy;
  #epoch = 0;
  #current: ServerHandle | undefined;
  #restartTimer: Disposable | undefined;
  #isReloading = false;
  #isStopping = false;
  #state: { ready: boolean; reason: string } = { ready: false, reason: "The Server is starting" };

  /**
   * Creates a supervisor; nothing runs yet.
   *
   * @param options What it starts, and what it tells.
   */
  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#restarts = new RestartPolicy();
  }

  /** Whether the Server is up, and if not, why. */
  get state(): { readonly ready: boolean; readonly reason: string } {
    return this.#state;
  }

  /** Starts the first Server. */
  async start(): Promise<StartOutcome> {
    const next = await this.#load();
    if (typeof next === "string") return { kind: "failed", reason: next };
    const ready = await this.#takeOver(next.handle, "cold");
    if (typeof ready === "string") return { kind: "failed", reason: ready };
    return { kind: "started", plugins: next.plugins, claimable: ready.claimable };
  }

  /**
   * Puts a new Server in place of the running one. When the new one does not load, the old one
   * goes on as if nothing had been asked.
   *
   * @param mode `reset` also unpuppets everybody.
   */
  async reload(mode: "reload" | "reset"): Promise<ReloadOutcome> {
    if (this.#isReloading) return { kind: "refused", reason: "a reload is under way already" };
    if (this.#isStopping) return { kind: "refused", reason: "the server is shutting down" };
    this.#isReloading = true;
    try {
      return await this.#swap(mode);
    } finally {
      this.#isReloading = false;
    }
  }

  /** Ends the Server in order: its turn finished, everything committed. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#restartTimer?.[Symbol.dispose]();
    this.#state = { ready: false, reason: "The server is shutting down" };
    const current = this.#current;
    if (current === undefined) return;
    this.#options.sessions.hold();
    current.send({ kind: "stop", mode: "shutdown" });
    await current.wait("stopped", this.#options.reloadTimeout);
    current.end();
    this.#current = undefined;
  }

  async #swap(mode: "reload" | "reset"): Promise<ReloadOutcome> {
    const { sessions, clock, reloadTimeout, trace } = this.#options;
    const next = await this.#load();
    if (typeof next === "string") {
      trace.emit("server:refuse", { level: "error", data: { reason: next } });
      return { kind: "refused", reason: next };
    }
    const from = clock.now();
    sessions.hold();
    const old = this.#current;
    if (old !== undefined) {
      old.send({ kind: "stop", mode });
      const stopped = await old.wait("stopped", reloadTimeout);
      if (typeof stopped === "string") {
        trace.emit("server:handover", { level: "error", data: { reason: stopped } });
      }
      old.end();
    }
    const ready = await this.#takeOver(next.handle, mode);
    if (typeof ready === "string") return { kind: "refused", reason: ready };
    return { kind: "reloaded", heldMs: clock.now() - from };
  }

  async #load(): Promise<{ handle: ServerHandle; plugins: readonly string[] } | string> {
    const epoch = ++this.#epoch;
    let handle: ServerHandle;
    try {
      const server = await this.#options.spawn(epoch);
      handle = new ServerHandle(server, this.#options.clock, {
        onMessage: (message) => this.#receive(message),
        onLost: (reason) => this.#onLost(handle, reason),
      });
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    const news = await handle.wait("loaded", this.#options.reloadTimeout);
    if (typeof news !== "string" && news.kind === "loaded") {
      return { handle, plugins: news.plugins };
    }
    handle.end();
    return reasonOf(news);
  }

  async #takeOver(
    handle: ServerHandle,
    mode: StartMode,
  ): Promise<{ claimable: boolean } | string> {
    const { sessions, heartbeat, reloadTimeout, trace } = this.#options;
    this.#current = handle;
    sessions.resync(mode, (message: PortalMessage) => handle.send(message));
    const news = await handle.wait("ready", reloadTimeout);
    if (typeof news === "string" || news.kind !== "ready") {
      const reason = reasonOf(news);
      if (mode !== "cold") this.#onLost(handle, reason);
      return reason;
    }
    handle.watch(heartbeat);
    this.#state = { ready: true, reason: "" };
    trace.emit("server:ready", { data: { mode, epoch: this.#epoch } });
    return { claimable: news.claimable };
  }

  #receive(message: ServerMessage): void {
    switch (message.kind) {
      case "output":
      case "login":
      case "sync":
      case "disconnect":
        return this.#options.sessions.receive(message);
      case "trace":
        // The Server's own trace made them; the wall carried them by value.
        for (const event of message.events) this.#options.trace.forward(event as TraceEvent);
        return;
      case "control":
        return this.#control(message.action, message.sessid);
    }
  }

  #control(action: "reload" | "reset" | "shutdown", sessid: number | null): void {
    if (action === "shutdown") return this.#options.onShutdown();
    this.reload(action).then((outcome) => {
      this.#current?.send({
        kind: "outcome",
        sessid,
        ok: outcome.kind === "reloaded",
        text: outcome.kind === "reloaded" ? "" : outcome.reason,
      });
    });
  }

  #onLost(handle: ServerHandle, reason: string): void {
    if (handle !== this.#current || this.#isStopping) return;
    const { sessions, trace, clock } = this.#options;
    this.#current = undefined;
    handle.end();
    sessions.hold();
    trace.emit("server:lost", { level: "error", data: { reason } });
    const delay = this.#restarts.next(clock.now());
    if (delay === undefined) {
      this.#state = { ready: false, reason: "The Server kept failing; an operator must look" };
      sessions.announce("|rThe world cannot be started. Staff has to look; you stay connected.|n");
      return;
    }
    this.#state = { ready: false, reason: "The Server failed and is being started again" };
    sessions.announce("|yThe world has stopped. One moment, it is being started again.|n");
    this.#restartTimer = clock.timer(delay, () => void this.#restart());
  }

  async #restart(): Promise<void> {
    const next = await this.#load();
    if (typeof next !== "string") return void await this.#takeOver(next.handle, "crash");
    this.#options.trace.emit("server:refuse", { level: "error", data: { reason: next } });
    const delay = this.#restarts.next(this.#options.clock.now());
    if (delay === undefined) {
      this.#state = { ready: false, reason: "The Server kept failing; an operator must look" };
      return;
    }
    this.#restartTimer = this.#options.clock.timer(delay, () => void this.#restart());
  }
}

function reasonOf(news: ServerNews | string): string {
  if (typeof news === "string") return news;
  return news.kind === "failed" ? news.error : `it answered "${news.kind}"`;
}
