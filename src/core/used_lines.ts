import type { ServerMessage } from "./boundary/messages.ts";
import type { Clock } from "./clock.ts";
import type { Turn } from "./store/journal.ts";
import type { CommandScope } from "./session/command_scope.ts";
import { laterRan } from "./store/later_ran.ts";
import type { Change, RanLine } from "./store/store.ts";

/** How long it is kept which lines a session has used up, in milliseconds: no Portal waits longer. */
const KEPT_MS = 24 * 60 * 60 * 1_000;

/** How long after such were forgotten others are, in milliseconds. */
const TRIM_EVERY_MS = 60 * 60 * 1_000;

/**
 * Has each turn that changes what is kept say, in the same commit, which numbered lines it used up.
 * A Server that comes after does not run them again, whether or not the Portal has heard of it.
 */
export class UsedLines {
  readonly #clock: Clock;
  /**
   * The lines whose commands go on, and what has run ahead of others, of which no commit says yet
   * that they were begun.
   */
  readonly #begun = new Map<number, RanLine>();
  #trimAt = 0;

  /**
   * Creates it.
   *
   * @param clock Tells the time.
   */
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Notes lines whose command may go on in later turns: the first that changes something tells. */
  begin(ran: RanLine): void {
    const [sessid] = ran;
    this.#begun.set(sessid, laterRan(this.#begun.get(sessid), ran));
  }

  /**
   * Adds to what a turn changes which lines were used up by it: those of sessions whose commands
   * have changed something. Lines of others may be run again.
   *
   * @param turn The turn.
   * @param words What was said last in it.
   */
  mark<T>(turn: Turn<T>, words: readonly ServerMessage[]): Turn<T> {
    if (turn.changes.length === 0) return turn;
    const begun = [...this.#begun.values()];
    const lines = new Map(this.#begun);
    this.#begun.clear();
    const ran = words.flatMap((word) => word.kind === "ran" ? word.lines : []);
    const isChanger = ran.length === 0 ? () => false : changerOf(turn);
    for (const [sessid, line] of ran) {
      if (isChanger(sessid)) lines.set(sessid, laterRan(lines.get(sessid), [sessid, line]));
    }
    if (lines.size === 0) return turn;
    return {
      ...turn,
      changes: [...turn.changes, ...this.#changes([...lines.values()])],
      undo: [...turn.undo, () => this.#takeBack(begun)],
    };
  }

  /**
   * Returns what tells, for the Server after this one, what no commit has told yet.
   *
   * @param isHeld Whether a session is there still.
   */
  rest(isHeld: (sessid: number) => boolean): readonly Change[] {
    const lines = [...this.#begun.values()].filter(([sessid]) => isHeld(sessid));
    this.#begun.clear();
    return lines.length === 0 ? [] : this.#changes(lines);
  }

  #changes(lines: readonly RanLine[]): readonly Change[] {
    const at = this.#clock.now();
    const put: Change = { kind: "putRan", lines, at };
    if (at < this.#trimAt) return [put];
    this.#trimAt = at + TRIM_EVERY_MS;
    return [put, { kind: "trimRan", before: at - KEPT_MS }];
  }

  /** The turn is lost; commands of others, that were in none that was, go on. */
  #takeBack(begun: readonly RanLine[]): void {
    for (const ran of begun) {
      const [sessid] = ran;
      this.#begun.set(sessid, laterRan(ran, this.#begun.get(sessid) ?? ran));
    }
  }
}

/** Tells which sessions may have changed something: all, where anything was changed by nobody known. */
function changerOf({ scopes }: Turn<unknown>): (sessid: number) => boolean {
  const sessids = new Set([...scopes?.() ?? [undefined]].map(sessidOf));
  return (sessid) => sessids.has(undefined) || sessids.has(sessid);
}

function sessidOf(scope: object | undefined): number | undefined {
  const named: Pick<CommandScope, "sessid"> = scope ?? {};
  return named.sessid;
}
