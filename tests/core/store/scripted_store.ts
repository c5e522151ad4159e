import type { Change, CommitOutcome, Store } from "../../../src/core/store/store.ts";

/** A Store that commits when a test says so, and keeps to the contract of the interface. */
export class ScriptedStore implements Pick<Store, "commit" | "resume"> {
  readonly committed: Change[][] = [];
  canWrite = true;
  asked = 0;
  #isFailing = false;
  #waiting: (() => void)[] = [];

  commit(changes: readonly Change[]): Promise<CommitOutcome> {
    return new Promise((resolve) => {
      this.#waiting.push(() => resolve(this.#perform(changes)));
    });
  }

  resume(): Promise<boolean> {
    this.asked++;
    return new Promise((resolve) => {
      this.#waiting.push(() => {
        this.#isFailing &&= !this.canWrite;
        resolve(this.canWrite);
      });
    });
  }

  /** How many requests wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Answers the oldest request that waits, if any, and lets the asker hear it. */
  async answer(): Promise<void> {
    this.#waiting.shift()?.();
    await settle();
  }

  #perform(changes: readonly Change[]): CommitOutcome {
    this.#isFailing ||= !this.canWrite;
    if (this.#isFailing) return { kind: "failed", reason: "disk full" };
    this.committed.push([...changes]);
    return { kind: "committed" };
  }
}

/** Lets promises that are settled reach whoever awaits them. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}
