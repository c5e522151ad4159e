import type { Clock } from "../clock.ts";
import type { Journal, Turn } from "./journal.ts";
import { FIRST_RETRY, nextRetry } from "./retry_delay.ts";
import type { CommitOutcome, Store } from "./store.ts";
import { undoNewestFirst } from "./undo.ts";
import { messageOf } from "../trace/error_text.ts";

/** What {@linkcode OutputCommit} is made of. */
export interface OutputCommitOptions<T> {
  /** Where turns come from: its open turn is undone, and its changes refused, on a failure. */
  readonly journal: Journal<T>;
  readonly store: Pick<Store, "commit" | "resume">;
  readonly clock: Clock;
  /** Performs output whose cause is durable. Turns come one by one, in order. Must not throw. */
  readonly release: (outputs: readonly T[]) => void;
  /** Hears of a failure, after memory is back at the last committed state. */
  readonly onFailure: (reason: string, dropped: readonly T[]) => void;
  /** Hears that changes are taken again. */
  readonly onResumed?: () => void;
}

interface WaitingTurn<T> {
  readonly turn: Turn<T>;
  isDurable: boolean;
}

/**
 * Holds the output of turns until what caused it is on disk (output commit).
 *
 * When the Store cannot write, turns that are not committed are taken back and changes are refused
 * until it can.
 */
export class OutputCommit<T> {
  readonly #options: OutputCommitOptions<T>;
  #waiting: WaitingTurn<T>[] = [];
  #drainers: (() => void)[] = [];
  #retry: Disposable | null = null;
  #wait = FIRST_RETRY;
  #isReleasing = false;
  #isRecovering = false;
  #isDisposed = false;

  /** Creates the queue of turns; the journal's turns go to {@linkcode OutputCommit.submit}. */
  constructor(options: OutputCommitOptions<T>) {
    this.#options = options;
  }

  /** Takes a turn that ended: commits its changes, then releases its output, in order. */
  submit(turn: Turn<T>): void {
    const waiting = { turn, isDurable: turn.changes.length === 0 };
    this.#waiting.push(waiting);
    if (waiting.isDurable) this.#releaseDurable();
    else void this.#commit(waiting);
  }

  /** Whether no turn waits for the Store. */
  get isIdle(): boolean {
    return this.#waiting.length === 0;
  }

  /** How many turns wait for the Store. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Resolves when no turn waits for the Store, which may be at once. */
  drained(): Promise<void> {
    if (this.#waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#drainers.push(resolve));
  }

  /** Ends for good: turns that wait are neither released nor taken back. */
  dispose(): void {
    this.#isDisposed = true;
    this.#retry?.[Symbol.dispose]();
    this.#retry = null;
    this.#waiting = [];
    this.#tellDrained();
  }

  async #commit(waiting: WaitingTurn<T>): Promise<void> {
    const outcome = await this.#outcome(waiting.turn);
    const index = this.#waiting.indexOf(waiting);
    if (index < 0) return; // taken back already, with an earlier turn, or given up
    if (outcome.kind === "failed") {
      this.#fail(index, outcome.reason);
    } else {
      waiting.isDurable = true;
      this.#wait = FIRST_RETRY;
      this.#releaseDurable();
    }
  }

  async #outcome(turn: Turn<T>): Promise<CommitOutcome> {
    try {
      return await this.#options.store.commit(turn.changes);
    } catch (error) {
      return { kind: "failed", reason: messageOf(error) };
    }
  }

  #releaseDurable(): void {
    if (this.#isReleasing) return; // called from `release`: the loop below goes on after it
    this.#isReleasing = true;
    try {
      while (this.#waiting[0]?.isDurable) {
        const outputs = this.#waiting.shift()?.turn.outputs ?? [];
        if (outputs.length > 0) this.#options.release(outputs);
      }
    } finally {
      this.#isReleasing = false;
    }
    this.#tellDrained();
  }

  #tellDrained(): void {
    if (this.#waiting.length > 0) return;
    const drainers = this.#drainers;
    this.#drainers = [];
    for (const resolve of drainers) resolve();
  }

  /** Takes back the turn at `index` and everything built on it, the open turn first. */
  #fail(index: number, reason: string): void {
    const { journal, onFailure } = this.#options;
    journal.refuseChanges(reason);
    const turns = this.#waiting.splice(index).map((waiting) => waiting.turn);
    const open = journal.undoTurn();
    undoNewestFirst(turns.flatMap((turn) => turn.undo));
    onFailure(reason, [...turns.flatMap((turn) => turn.outputs), ...open]);
    this.#recover();
    this.#releaseDurable();
  }

  #recover(): void {
    if (this.#isRecovering) return;
    this.#isRecovering = true;
    this.#askLater();
  }

  /** Each time later, until a commit works: a Store that only seems to be well is not asked often. */
  #askLater(): void {
    if (this.#isDisposed) return;
    this.#retry = this.#options.clock.timer(this.#wait, () => void this.#ask());
    this.#wait = nextRetry(this.#wait);
  }

  async #ask(): Promise<void> {
    this.#retry = null;
    if (!await this.#canWrite()) return this.#askLater();
    this.#isRecovering = false;
    this.#options.journal.takeChanges();
    this.#options.onResumed?.();
  }

  async #canWrite(): Promise<boolean> {
    try {
      return await this.#options.store.resume();
    } catch {
      return false;
    }
  }
}
