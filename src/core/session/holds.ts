/** Stands for one command, or other work, that keeps its session's next lines waiting. */
export interface Hold {
  /** Where it came from: no two are the same. */
  readonly id: symbol;
}

/**
 * What keeps a session's next lines waiting: one command at a time. A command that pauses lets
 * others run meanwhile, and goes on when it alone holds the session again.
 */
export class Holds {
  readonly #held = new Set<Hold>();
  // Few commands ever pause.
  #away: Set<Hold> | undefined;
  #returning: (() => void)[] | undefined;

  /** Whether the next lines wait. */
  get isHeld(): boolean {
    return this.#held.size > 0;
  }

  /** How many have left and not come back. */
  get away(): number {
    return this.#away?.size ?? 0;
  }

  /** Keeps the next lines waiting. */
  take(): Hold {
    const hold = { id: Symbol("hold") };
    this.#held.add(hold);
    return hold;
  }

  /** Lets other lines run until {@linkcode Holds.back}; of no effect when it has ended. */
  leave(hold: Hold): void {
    if (!this.#held.delete(hold)) return;
    this.#away ??= new Set();
    this.#away.add(hold);
    this.#letOneBack();
  }

  /** Resolves when nothing else holds the session; from then on it is held again. */
  async back(hold: Hold): Promise<void> {
    while (this.#away?.has(hold) && this.isHeld) {
      await new Promise<void>((resolve) => (this.#returning ??= []).push(resolve));
    }
    if (this.#away?.delete(hold)) this.#held.add(hold);
    // One that has ended meanwhile was let back in vain: the next in line must not wait for it.
    else this.#letOneBack();
  }

  /** Ends it for good. */
  end(hold: Hold): void {
    this.#held.delete(hold);
    this.#away?.delete(hold);
    this.#letOneBack();
  }

  #letOneBack(): void {
    if (!this.isHeld) this.#returning?.shift()?.();
  }
}
