import { MAX_MENUS } from "./menu_record.ts";

/** What the functions of a menu ask for, to be done when they have returned. */
export class MenuJobs {
  #jobs: (() => Promise<void>)[] = [];

  /** How many there are. */
  get count(): number {
    return this.#jobs.length;
  }

  /** Adds one. */
  add(job: () => Promise<void>): void {
    this.#jobs.push(job);
  }

  /**
   * Does all of them, and those they ask for.
   *
   * @throws {Error} When menus start one another without end.
   */
  async run(): Promise<void> {
    for (let count = 0; this.#jobs.length > 0; count++) {
      if (count >= MAX_MENUS) {
        throw new Error(`Cannot start more than ${MAX_MENUS} menus for one choice`);
      }
      await this.#jobs.shift()?.();
    }
  }

  /** Forgets them. */
  clear(): void {
    this.#jobs = [];
  }
}
