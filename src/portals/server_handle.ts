import type { PortalMessage, ServerMessage } from "../core/boundary/messages.ts";
import type { Clock } from "../core/clock.ts";
import type { RunningServer } from "./running_server.ts";

/** What a Server says of itself. */
export type ServerNews = Extract<
  ServerMessage,
  { kind: "loaded" | "ready" | "stopped" | "failed" }
>;

/** What a {@linkcode ServerHandle} tells the supervisor. */
export interface ServerHandleEvents {
  /** The Server said something that is not about itself. */
  readonly onMessage: (message: ServerMessage) => void;
  /** The Server is gone or does not answer; said once. */
  readonly onLost: (reason: string) => void;
}

/**
 * How often a Server is asked for a sign of life, and how long it may owe one, in milliseconds. An
 * interval of 0 is off.
 */
export interface Heartbeat {
  readonly interval: number;
  readonly timeout: number;
}

/** One Server as the supervisor sees it: what it said of itself, and whether it lives. */
export class ServerHandle {
  readonly #server: RunningServer;
  readonly #events: ServerHandleEvents;
  readonly #clock: Clock;
  readonly #waiting = new Map<string, (news: ServerNews | string) => void>();
  readonly #early = new Map<string, ServerNews>();
  #lost: string | undefined;
  #isEnded = false;
  #beat: Disposable | undefined;
  #lastPong = 0;

  /**
   * Creates the handle of a Server that was just started.
   *
   * @param server The Server.
   * @param clock Tells the time.
   * @param events Who is told what.
   */
  constructor(server: RunningServer, clock: Clock, events: ServerHandleEvents) {
    this.#server = server;
    this.#clock = clock;
    this.#events = events;
    server.onDeath((error) => this.#lose(error));
    server.boundary.onBatch((batch) => {
      for (const message of batch.messages) this.#receive(message);
    });
  }

  /** Sends to the Server. */
  send(message: PortalMessage): void {
    this.#server.boundary.send(message);
  }

  /**
   * Waits until the Server says this of itself.
   *
   * @param kind What to wait for.
   * @param ms How long at most, in milliseconds.
   * @returns What it said, or the reason why it will not.
   */
  wait(kind: "loaded" | "ready" | "stopped", ms: number): Promise<ServerNews | string> {
    if (this.#lost !== undefined) return Promise.resolve(this.#lost);
    const early = this.#early.get(kind) ?? this.#early.get("failed");
    if (early !== undefined) return Promise.resolve(early);
    return new Promise((resolve) => {
      const timer = this.#clock.timer(ms, () => done(`it was not "${kind}" within ${ms} ms`));
      const done = (news: ServerNews | string) => {
        timer[Symbol.dispose]();
        this.#waiting.delete(kind);
        resolve(news);
      };
      this.#waiting.set(kind, done);
    });
  }

  /** Starts to ask for signs of life. */
  watch(heartbeat: Heartbeat): void {
    if (heartbeat.interval === 0) return;
    this.#lastPong = this.#clock.now();
    this.#beatOnce(heartbeat);
  }

  /** Ends the Server; nothing it says is heard any more. */
  end(): void {
    this.#isEnded = true;
    this.#beat?.[Symbol.dispose]();
    this.#server.boundary.close();
    this.#server.terminate();
  }

  #beatOnce(heartbeat: Heartbeat): void {
    this.#beat = this.#clock.timer(heartbeat.interval, () => {
      const silence = this.#clock.now() - this.#lastPong;
      if (silence > heartbeat.timeout) {
        return this.#lose(`it gave no sign of life for ${silence} ms`);
      }
      this.send({ kind: "ping", at: this.#clock.now() });
      this.#beatOnce(heartbeat);
    });
  }

  #receive(message: ServerMessage): void {
    if (this.#isEnded) return;
    switch (message.kind) {
      case "pong":
        this.#lastPong = this.#clock.now();
        return;
      case "loaded":
      case "ready":
      case "stopped":
        return this.#news(message.kind, message);
      case "failed":
        this.#early.set("failed", message);
        for (const done of [...this.#waiting.values()]) done(message);
        return;
      default:
        this.#events.onMessage(message);
    }
  }

  #news(kind: string, news: ServerNews): void {
    const done = this.#waiting.get(kind);
    if (done === undefined) this.#early.set(kind, news);
    else done(news);
  }

  #lose(reason: string): void {
    if (this.#isEnded || this.#lost !== undefined) return;
    this.#lost = reason;
    this.#beat?.[Symbol.dispose]();
    for (const done of [...this.#waiting.values()]) done(reason);
    this.#events.onLost(reason);
  }
}
