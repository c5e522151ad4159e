import type { Refusal } from "./server_handle.ts";
import type { SupervisorState } from "./supervisor_state.ts";

/** Whether the Server is up, if not why, and how many hang that nothing can end. */
export class ServerStanding {
  #isReady = false;
  #reason: string;
  #zombies = 0;
  /** How many of them staff was told of. */
  #told = 0;

  /**
   * Creates the standing of a Server that is not there yet.
   *
   * @param reason Why.
   */
  constructor(reason = "The Server is starting") {
    this.#reason = reason;
  }

  /** What it is at this moment. */
  get state(): SupervisorState {
    return { ready: this.#isReady, reason: this.#reason, zombies: this.#zombies };
  }

  /** Takes the Server for ready. */
  setUp(): void {
    this.#isReady = true;
    this.#reason = "";
  }

  /** Takes the Server for down, with the reason. */
  setDown(reason: string): void {
    this.#isReady = false;
    this.#reason = reason;
  }

  /** Counts a Server that hangs. */
  addZombie(): void {
    this.#zombies++;
  }

  /** Returns how many hang, once there are more than at the last time. */
  takeZombies(): number | undefined {
    if (this.#zombies === this.#told) return undefined;
    return this.#told = this.#zombies;
  }

  /**
   * Says why no other Server may be started, if none may. The first hang is always forgiven, or a
   * small machine would never recover from one.
   *
   * @param cores How many cores the machine has.
   * @param refusal Why the last Server did not start, if it did not.
   */
  obstacle(cores: number, refusal: Refusal | undefined): string | undefined {
    // What is kept does not mend itself.
    if (refusal?.isDamage === true) return refusal.reason;
    return this.#zombies < Math.max(2, cores - 1)
      ? undefined
      : "The Server hung, and its thread cannot be ended: restart the whole process";
  }
}
