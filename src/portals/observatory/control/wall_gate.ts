import type { PortalMessage } from "../../../core/boundary/messages.ts";
import { stackOf } from "../../../core/trace/error_text.ts";
import type { StepEnd } from "../../../core/trace/detail.ts";
import type { Trace } from "../../../core/trace/trace.ts";
import type { SessionMessage } from "../../session/session_message.ts";
import { type Held, sessidOf, sizeOf } from "./held_message.ts";
import { type Foresee, HeldNews, type Show } from "./held_news.ts";
import { type HeldLimits, HeldQueues } from "./held_queues.ts";

/** What a {@linkcode WallGate} is made with. */
export interface WallGateOptions {
  readonly trace: Trace;
  readonly limits: HeldLimits;
  /** Carries a message to the Server. */
  readonly toServer: (message: PortalMessage) => void;
  /** Carries out what the Server says. */
  readonly toPortal: (message: SessionMessage) => void;
  /** Tells whether a session has its connection still. */
  readonly isLive: (sessid: number) => boolean;
  /** What may be shown of a message. */
  readonly show: Show;
  /** Is told that a session is held from now on, or no longer; `null` is all. */
  readonly onChange: (sessid: number | null) => void;
  /** Is told that too much waited for a session, so that all of it was let through. */
  readonly onFull: (sessid: number) => void;
}

/** A message of one session, before it waits. */
type Coming =
  & Pick<Held, "sessid">
  & (
    | Pick<Extract<Held, { direction: "portal" }>, "direction" | "message">
    | Pick<Extract<Held, { direction: "server" }>, "direction" | "message">
  );

/**
 * Stands at the wall between the Portal's sessions and the Server. Of a session that is held, what
 * either side says waits, in order, until it is let through; what is about no session in particular
 * never waits. Nothing is lost here, and nothing said twice.
 *
 * While nobody is held it costs one comparison a message.
 */
export class WallGate {
  readonly #options: WallGateOptions;
  readonly #queues: HeldQueues;
  readonly #news: HeldNews;
  #isAll = false;
  /** Those who are held when not all are, and are not when all are. */
  readonly #others = new Set<number>();
  #isOpen = true;
  #lastId = 0;

  /**
   * Creates a gate that holds nobody.
   *
   * @param options Where messages go.
   */
  constructor(options: WallGateOptions) {
    this.#options = options;
    this.#queues = new HeldQueues(options.limits);
    this.#news = new HeldNews(options);
  }

  /** Sets who foresees the hooks that a message to the Server will run. */
  foreseeBy(foresee: Foresee): void {
    this.#news.foreseeBy(foresee);
  }

  /** Tells whether what is said of a session waits. */
  isHeld(sessid: number): boolean {
    return this.#isAll !== this.#others.has(sessid);
  }

  /** Holds a session from now on; `null` is all, those too that come later. */
  hold(sessid: number | null): void {
    this.#set(sessid, true);
  }

  /** Lets the oldest message through that waits; tells whether there was one. */
  step(sessid: number | null): boolean {
    const oldest = this.#queues.oldest(sessid);
    if (oldest === undefined) return false;
    this.#pass(oldest, "step");
    this.#tidy(oldest.sessid);
    return true;
  }

  /** Lets through all that waits, in order, and holds no more. */
  release(sessid: number | null): void {
    this.#set(sessid, false);
    const waiting = sessid === null ? this.#queues.all : this.#queues.of(sessid);
    // What comes meanwhile queues up behind, so that order is kept.
    for (const held of [...waiting]) this.#pass(held, "release");
    if (sessid !== null) return this.#drain(sessid);
    for (const { sessid } of this.#queues.all) this.#drain(sessid);
    this.#look();
  }

  /** Takes what a session's Portal side says to the Server. */
  toServer(message: PortalMessage): void {
    if (this.#isOpen) return this.#options.toServer(message);
    const sessid = sessidOf(message);
    if (sessid !== undefined && this.#waits(sessid)) {
      return this.#add({ direction: "portal", sessid, message });
    }
    this.#options.toServer(message);
    if (message.kind === "disconnect") this.#tidy(message.sessid);
  }

  /** Takes what the Server says of sessions; what is for many is split. */
  toPortal(message: SessionMessage): void {
    if (this.#isOpen) return this.#options.toPortal(message);
    switch (message.kind) {
      case "output":
      case "disconnect": {
        const waiting = message.sessids.filter((sessid) => this.#waitsFor(sessid));
        const through = message.sessids.filter((sessid) => !waiting.includes(sessid));
        if (through.length > 0) this.#options.toPortal({ ...message, sessids: through });
        for (const sessid of waiting) {
          this.#add({ direction: "server", sessid, message: { ...message, sessids: [sessid] } });
        }
        return;
      }
      case "login":
      case "sync":
      case "transfer":
        if (!this.#waitsFor(message.sessid)) return this.#options.toPortal(message);
        return this.#add({ direction: "server", sessid: message.sessid, message });
      default:
        return this.#options.toPortal(message);
    }
  }

  /**
   * Is told that a session has lost its connection: what the Server said to it is of no use any
   * more. What it said itself still waits.
   *
   * @returns Whether the Server had ended the session already, or let it go.
   */
  closed(sessid: number): boolean {
    const said = this.#queues.of(sessid).filter(({ direction }) => direction === "server");
    for (const held of said) this.#pass(held, "closed");
    this.#look();
    return said.some(({ message: { kind } }) => kind === "disconnect" || kind === "transfer");
  }

  /**
   * Is told that the Server goes. What it said is carried out, in order; what was for it is given
   * back, for the next one.
   *
   * @param isIts Tells whether a session is one of that Server's; all are unless given.
   */
  serverGone(isIts: (sessid: number) => boolean = () => true): readonly PortalMessage[] {
    if (this.#isOpen) return [];
    const back: PortalMessage[] = [];
    // First what it said: a session may go on elsewhere by it, and what that one said with it.
    for (const held of this.#queues.all) {
      if (held.direction === "server" && isIts(held.sessid)) this.#pass(held, "server gone");
    }
    for (const held of this.#queues.all) {
      if (held.direction === "portal" && isIts(held.sessid) && this.#queues.take(held)) {
        this.#news.passed(held, "server gone");
        back.push(held.message);
      }
    }
    this.#look();
    return back;
  }

  /** Forgets a session that goes on at another Portal. */
  forget(sessid: number): void {
    this.closed(sessid);
    this.#tidy(sessid);
  }

  #set(sessid: number | null, isHeld: boolean): void {
    if (sessid !== null && this.isHeld(sessid) === isHeld) return;
    if (sessid === null) {
      this.#isAll = isHeld;
      this.#others.clear();
    } else if (this.#isAll === isHeld) this.#others.delete(sessid);
    else this.#others.add(sessid);
    this.#look();
    this.#options.onChange(sessid);
  }

  #waits(sessid: number): boolean {
    return this.isHeld(sessid) || this.#queues.has(sessid);
  }

  #waitsFor(sessid: number): boolean {
    return this.#options.isLive(sessid) && this.#waits(sessid);
  }

  #add(coming: Coming): void {
    const { sessid, message } = coming;
    const size = sizeOf(message);
    if (this.isHeld(sessid) && this.#queues.isFull(sessid, size)) {
      this.release(sessid);
      if (coming.direction === "portal") this.toServer(coming.message);
      else this.toPortal(coming.message);
      return this.#options.onFull(sessid);
    }
    const held = { ...coming, id: ++this.#lastId, size };
    this.#queues.push(held);
    this.#news.held(held);
  }

  #drain(sessid: number): void {
    while (!this.isHeld(sessid)) {
      const oldest = this.#queues.oldest(sessid);
      if (oldest === undefined) break;
      this.#pass(oldest, "release");
    }
    this.#tidy(sessid);
  }

  /** What cannot be carried out keeps nothing else waiting. */
  #pass(held: Held, how: StepEnd): void {
    if (!this.#queues.take(held)) return;
    this.#news.passed(held, how);
    try {
      if (held.direction === "portal") this.#options.toServer(held.message);
      else this.#options.toPortal(held.message);
    } catch (error) {
      const data = { error: stackOf(error) };
      this.#options.trace.emit("boundary:fault", { level: "error", data });
    }
  }

  /** Forgets a session that is over. */
  #tidy(sessid: number): void {
    if (!this.#queues.has(sessid) && !this.#options.isLive(sessid)) this.#others.delete(sessid);
    this.#look();
  }

  #look(): void {
    this.#isOpen = !this.#isAll && this.#others.size === 0 && this.#queues.isEmpty;
  }
}
