import type { PortalMessage, ServerMessage } from "../core/boundary/messages.ts";
import { type Answers, type Asks, Questions } from "../core/boundary/questions.ts";
import type { Clock } from "../core/clock.ts";
import type { Trace } from "../core/trace/trace.ts";
import type { RunningServer } from "./running_server.ts";
import type { WallDetail } from "./wall_detail.ts";

/** What a Server says of itself. */
export type ServerNews = Extract<
  ServerMessage,
  { kind: "loaded" | "ready" | "stopped" | "failed" }
>;

/** What a Server says of sessions, and what it asks of the Portal. */
export type ServerOrder = Exclude<
  ServerMessage,
  ServerNews | { kind: "pong" | "request" | "reply" | "cancel" }
>;

/** What a {@linkcode ServerHandle} tells the supervisor. */
export interface ServerHandleEvents {
  /** The Server said something that is not about itself. */
  readonly onMessage: (message: ServerOrder) => void;
  /** The Server is gone or does not answer; said once. */
  readonly onLost: (handle: ServerHandle, reason: string) => void;
  /** A message was dropped: it could not cross the wall, or could not be carried out. */
  readonly onFault: (error: Error) => void;
  /** Hears of each message that crosses, either way. */
  readonly wall?: Pick<WallDetail, "sent" | "received">;
  /** What the Server may ask. */
  readonly answers?: Answers;
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
  readonly #questions: Questions;
  readonly #waiting = new Set<Waiting>();
  readonly #early = new Map<string, ServerNews>();
  #lost: string | undefined;
  #isStuck = false;
  #isEnded = false;
  #beat: Disposable | undefined;
  #following: Disposable | undefined;
  /** How many questions for a sign of life have had no answer. */
  #unanswered = 0;

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
    this.#questions = new Questions({
      clock,
      send: (message) => this.send(message),
      answers: events.answers ?? {},
      onFail: events.onFault,
    });
    server.onDeath((error) => this.#die(error));
    server.boundary.onFault(events.onFault);
    server.boundary.onBatch((batch) => {
      for (const message of batch.messages) this.#receive(message);
    });
  }

  /**
   * Whether the Server lives, as far as is known, and did not answer when it had to: its thread may
   * be in an endless loop, which nothing can end.
   */
  get isStuck(): boolean {
    return this.#isStuck;
  }

  /** Asks the Server; whoever waits for an answer when it ends is told so. */
  get questions(): Asks {
    return this.#questions;
  }

  /** Sends to the Server. */
  send(message: PortalMessage): void {
    this.#events.wall?.sent(message);
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
    const { promise, resolve } = Promise.withResolvers<ServerNews | string>();
    const timer = this.#clock.timer(ms, () => {
      // A Server that gives signs of life is slow, not stuck.
      this.#isStuck = this.#beat === undefined || this.#unanswered > 1;
      waiting.done(`it was not "${kind}" within ${ms} ms${this.#hint(kind)}`);
    });
    const waiting: Waiting = {
      kind,
      done: (news) => {
        timer[Symbol.dispose]();
        this.#waiting.delete(waiting);
        resolve(news);
      },
    };
    this.#waiting.add(waiting);
    return promise;
  }

  /** Where to look for what does not come to its end. */
  #hint(kind: "loaded" | "ready" | "stopped"): string {
    if (kind !== "loaded") return "";
    const plugin = this.#server.settingUp?.();
    return plugin === undefined
      ? ": look for a loop or a wait without end where a module is loaded"
      : `: look for a loop or a wait without end in the setup or the check of plugin "${plugin}"`;
  }

  /** Lets the Server tell its part of what those who watch are shown. */
  follow(trace: Trace): void {
    const tell = (on: boolean) => this.send({ kind: "watch", on });
    if (trace.isDetailed) tell(trace.isWatched);
    this.#following = trace.onWatch(tell);
  }

  /** Takes the Server for dead, whatever it does. */
  kill(reason: string): void {
    this.#die(reason);
  }

  /** Starts to ask for signs of life. */
  watch(heartbeat: Heartbeat): void {
    if (heartbeat.interval === 0 || this.#isEnded || this.#lost !== undefined) return;
    this.#beatOnce(heartbeat);
  }

  /**
   * Ends the Server; nothing it says is heard any more, and nobody waits for it any more.
   *
   * @returns What was sent to it and never reached it, since it was busy.
   */
  end(): readonly PortalMessage[] {
    if (this.#isEnded) return [];
    this.#isEnded = true;
    this.#beat?.[Symbol.dispose]();
    this.#following?.[Symbol.dispose]();
    const unsent = this.#server.boundary.close();
    this.#questions.end(unsent);
    this.#server.terminate();
    this.#answerAll(this.#lost ??= "it was ended");
    return unsent;
  }

  /** Questions are counted, not time: a machine that slept wakes up with one, not with hours. */
  #beatOnce(heartbeat: Heartbeat): void {
    const { interval, timeout } = heartbeat;
    this.#beat = this.#clock.timer(interval, () => {
      const silence = this.#unanswered * interval;
      if (silence >= timeout) return this.#fallSilent(silence);
      this.#unanswered++;
      this.send({ kind: "ping", at: this.#clock.now() });
      this.#beatOnce(heartbeat);
    });
  }

  /** What a Server says must not end the Portal, whatever it is. */
  #receive(message: ServerMessage): void {
    if (this.#isEnded) return;
    this.#events.wall?.received(message);
    try {
      this.#obey(message);
    } catch (error) {
      this.#events.onFault(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #obey(message: ServerMessage): void {
    switch (message.kind) {
      case "pong":
        this.#unanswered = 0;
        return;
      case "loaded":
      case "ready":
      case "stopped":
        return this.#news(message.kind, message);
      case "failed":
        this.#early.set("failed", message);
        return this.#answerAll(message);
      case "request":
      case "reply":
      case "cancel":
        return this.#questions.receive(message);
      default:
        this.#events.onMessage(message);
    }
  }

  #news(kind: string, news: ServerNews): void {
    this.#early.set(kind, news);
    for (const waiting of [...this.#waiting]) {
      if (waiting.kind === kind) waiting.done(news);
    }
  }

  #answerAll(answer: ServerNews | string): void {
    for (const waiting of [...this.#waiting]) waiting.done(answer);
  }

  #die(error: string): void {
    this.#isStuck = false;
    this.#lose(error);
  }

  #fallSilent(silence: number): void {
    this.#isStuck = true;
    this.#lose(`it gave no sign of life for ${silence} ms`);
  }

  #lose(reason: string): void {
    if (this.#isEnded || this.#lost !== undefined) return;
    this.#lost = reason;
    this.#beat?.[Symbol.dispose]();
    this.#answerAll(reason);
    this.#events.onLost(this, reason);
  }
}

/** Somebody who waits for what a Server says of itself. */
interface Waiting {
  readonly kind: ServerNews["kind"];
  readonly done: (news: ServerNews | string) => void;
}

/** Why a Server is not what it should be. */
export interface Refusal {
  readonly reason: string;
  /** Whether what is kept is damaged, and not the code. */
  readonly isDamage?: boolean;
}

/** Says why a Server did not say what was waited for. */
export function refusalOf(news: ServerNews | string): Refusal {
  if (typeof news === "string") return { reason: news };
  if (news.kind !== "failed") return { reason: `it answered "${news.kind}"` };
  return { reason: news.error, ...(news.isDamage ? { isDamage: true } : {}) };
}
