import type { ServerMessage } from "./boundary/messages.ts";
import type { SessionCore } from "./session/session_core.ts";
import type { RanLine } from "./store/store.ts";

/** What is said at the very end of a turn. */
type LastWord = Extract<ServerMessage, { kind: "ran" | "joined" }>;

/**
 * What is said at the very end of a turn, after all else, and again when that turn is lost: which
 * numbered lines are used up, and which Portals have joined, is so whatever was undone.
 */
export class LastWords {
  readonly #cores = new Set<Pick<SessionCore, "sessid" | "state" | "inbox">>();
  /** How far lines were run, by sessid, as it was told with turns that are lost. */
  readonly #ran = new Map<number, number>();
  /** The Portals that have joined, each as often as it did. */
  #joined: number[] = [];
  readonly #onBegun: (ran: RanLine) => void;

  /**
   * Creates it; there is nothing to say.
   *
   * @param onBegun Hears of lines that are used up while a command of their session goes on, or ahead
   * of others that wait.
   */
  constructor(onBegun: (ran: RanLine) => void) {
    this.#onBegun = onBegun;
  }

  /** Notes a session of whose numbered lines one may have been used up. */
  ran(core: Pick<SessionCore, "sessid" | "state" | "inbox">): void {
    this.#cores.add(core);
  }

  /** Notes that a Portal has joined. */
  joined(portal: number): void {
    this.#joined.push(portal);
  }

  /** Returns what there is to say, once. */
  take(): readonly LastWord[] {
    for (const core of this.#cores) {
      const { sessid, state, inbox } = core;
      const line = inbox.takeRan();
      if (state === "closed") continue;
      if (line !== undefined) this.#ran.set(sessid, line);
      const { usedUp, usedUpBeyond, holds } = inbox;
      if (usedUpBeyond.length > 0) this.#onBegun([sessid, usedUp, usedUpBeyond]);
      else if (line !== undefined && (holds.isHeld || holds.away > 0)) {
        this.#onBegun([sessid, line]);
      }
    }
    this.#cores.clear();
    const words: LastWord[] = [];
    if (this.#ran.size > 0) words.push({ kind: "ran", lines: [...this.#ran] });
    for (const portal of this.#joined) words.push({ kind: "joined", portal });
    this.#ran.clear();
    this.#joined = [];
    return words;
  }

  /**
   * Takes back what of these was said here, to be said again.
   *
   * @param dropped What was said with turns that are lost, in order.
   * @returns Whether there was any.
   */
  keep(dropped: readonly ServerMessage[]): boolean {
    const words = dropped.filter((message) => message.kind === "ran" || message.kind === "joined");
    for (const word of words) {
      if (word.kind === "joined") this.#joined.push(word.portal);
      else for (const [sessid, line] of word.lines) this.#ran.set(sessid, line);
    }
    return words.length > 0;
  }
}
