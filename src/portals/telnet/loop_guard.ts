import type { Clock } from "../../core/clock.ts";

/** How many answers to option commands a peer may draw. */
export interface LoopGuardLimits {
  readonly perSession: number;
  readonly perWindow: number;
  /** The window's length in milliseconds. */
  readonly windowMs: number;
}

/**
 * Bounds our answers to option commands, so that no two programs talk each other to death.
 *
 * Only answers are counted: a command that gets none cannot keep a loop alive.
 */
export class LoopGuard {
  readonly #limits: LoopGuardLimits;
  readonly #clock: Clock;
  #total = 0;
  #inWindow = 0;
  #windowStart: number;

  /** Creates a guard for one connection. */
  constructor(limits: LoopGuardLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
    this.#windowStart = clock.now();
  }

  /** Counts one answer and tells whether it may be sent. */
  allows(): boolean {
    const now = this.#clock.now();
    if (now - this.#windowStart >= this.#limits.windowMs) {
      this.#windowStart = now;
      this.#inWindow = 0;
    }
    if (this.#total >= this.#limits.perSession) return false;
    if (this.#inWindow >= this.#limits.perWindow) return false;
    this.#total++;
    this.#inWindow++;
    return true;
  }
}
