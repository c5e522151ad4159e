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
  readonly #waiting = new Map<Entry, Waiting>();

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
    const known = this.#waiting.get(entry);
    if (known !== undefined) return this.#loseAgain(entry, known);
    const waiting = { isTold: false, isLost: false };
    this.#waiting.set(entry, waiting);
    this.#wait(entry, proved, waiting).catch((error) => this.#options.onFailure(entry, error));
  }

  #loseAgain(entry: Entry, waiting: Waiting): void {
    waiting.isLost = true;
    // What it was told may be lost as well, with its turn.
    if (waiting.isTold) this.#tell(entry);
  }

  async #wait(entry: Entry, { uid }: Proved, waiting: Waiting): Promise<void> {
    const { core } = entry;
    const hold = core.inbox.holds.take();
    try {
      await this.#seeTo(entry, uid, waiting);
    } finally {
      core.inbox.holds.end(hold);
      core.host.wake(core);
    }
  }

  async #seeTo(entry: Entry, uid: number, waiting: Waiting): Promise<void> {
    const { journal, onStranger } = this.#options;
    try {
      // It may be on its way in still, and hear of it later that this was lost.
      await entry.core.made;
      do {
        waiting.isLost = false;
        await this.#letIn(entry, uid, waiting);
        // Until the very moment at which it waits no more.
      } while (waiting.isLost);
    } finally {
      this.#waiting.delete(entry);
    }
    await journal.inScope({}, () => {
      // Whoever is not let in is nobody.
      if (isNobody(entry)) entry.core.update({ uid: null, uname: null });
      return onStranger(entry);
    });
  }

  async #letIn(entry: Entry, uid: number, waiting: Waiting): Promise<void> {
    const { storeWait, letIn } = this.#options;
    for (let tries = 0; tries < MOST_TRIES && isNobody(entry);) {
      if (await storeWait.isWell()) tries++;
      else {
        if (!waiting.isTold) this.#tell(entry);
        waiting.isTold = true;
        await storeWait.well();
      }
      if (isNobody(entry) && await letIn(entry, uid)) return;
    }
  }

  #tell({ session }: Entry): void {
    this.#options.journal.inScope({}, () => session.msg(WAIT));
  }
}

/** How it is with one who waits. */
interface Waiting {
  /** Whether it was told to wait. */
  isTold: boolean;
  /** Whether a turn was lost since it was last begun to let it in. */
  isLost: boolean;
}

/** Whether a session may still be let in. */
function isNobody({ core }: Entry): boolean {
  return core.state === "negotiating" && !core.isEnding;
}
