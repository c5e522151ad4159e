import type { SessionSync } from "../boundary/messages.ts";
import type { Entry } from "./session_registry.ts";
import type { RegistryParts } from "./registry_parts.ts";

/** How often it is tried to let somebody in while the Store is well. */
const MOST_TRIES = 2;

const WAIT = "|yNothing can be read or kept just now: you are let in as soon as it can. " +
  "What you type waits.|n";

/** Who somebody has proved to be. */
export interface Proved extends Pick<SessionSync, "uname"> {
  /** The id of the account. */
  readonly uid: number;
}

/** What {@linkcode LateArrivals} are made with. */
export interface LateArrivalsOptions extends Pick<RegistryParts, "journal" | "storeWait"> {
  /** Logs a session in as the account of this id; tells whether it is known now if it may be. */
  readonly letIn: (entry: Entry, uid: number) => Promise<boolean>;
  /** Is told of a session that nobody could let in. */
  readonly onStranger: (entry: Entry) => Promise<void>;
  /** Hears why somebody could not be seen to. */
  readonly onFailure: (entry: Entry, error: unknown) => void;
}

/**
 * Those who have proved who they are while the Store could not say, or keep, that they are there:
 * they are let in as soon as it can. What they type waits, as they meant it for where they go.
 */
export class LateArrivals {
  readonly #options: LateArrivalsOptions;
  readonly #waiting = new Set<Entry>();

  /**
   * Creates it; nobody waits.
   *
   * @param options What lets them in.
   */
  constructor(options: LateArrivalsOptions) {
    this.#options = options;
  }

  /** Whether a session waits. */
  has(entry: Entry): boolean {
    return this.#waiting.has(entry);
  }

  /** Lets a session wait that has no account yet, until it is let in as who it has proved to be. */
  add(entry: Entry, proved: Proved): void {
    // So that the next Server knows it as well, should this one not see the end of it.
    entry.core.update({ ...proved });
    // What it was told is lost, with its turn.
    if (this.#waiting.has(entry)) return this.#tell(entry);
    this.#waiting.add(entry);
    this.#wait(entry, proved).catch((error) => this.#options.onFailure(entry, error));
  }

  async #wait(entry: Entry, { uid }: Proved): Promise<void> {
    const { core } = entry;
    const hold = core.inbox.holds.take();
    try {
      await this.#seeTo(entry, uid);
    } finally {
      core.inbox.holds.end(hold);
      core.host.wake(core);
    }
  }

  async #seeTo(entry: Entry, uid: number): Promise<void> {
    const { journal, onStranger } = this.#options;
    try {
      // It may be on its way in still, and hear of it later that this was lost.
      await entry.core.made;
      await this.#letIn(entry, uid);
    } finally {
      this.#waiting.delete(entry);
    }
    await journal.inScope({}, () => onStranger(entry));
  }

  async #letIn(entry: Entry, uid: number): Promise<void> {
    const { journal, storeWait, letIn } = this.#options;
    for (let tries = 0, isTold = false; tries < MOST_TRIES && isNobody(entry);) {
      if (await storeWait.isWell()) tries++;
      else {
        if (!isTold) this.#tell(entry);
        isTold = true;
        await storeWait.well();
      }
      // Each time by itself: one whose changes were lost can change nothing more.
      if (isNobody(entry) && await journal.inScope({}, () => letIn(entry, uid))) return;
    }
  }

  #tell({ session }: Entry): void {
    this.#options.journal.inScope({}, () => session.msg(WAIT));
  }
}

/** Whether a session may still be let in. */
function isNobody({ core }: Entry): boolean {
  return core.state === "negotiating" && !core.isEnding;
}
