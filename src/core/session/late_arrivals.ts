import type { RegistryParts } from "./registry_parts.ts";
import type { Entry } from "./session_registry.ts";

/** How often it may fail to let somebody in while the Store is well. */
const MOST_FAILURES = 2;

/** How long it is, in milliseconds, before somebody is let in whose login was lost twice. */
const FIRST_DELAY = 100;

/** How much longer each of these waits is than the one before. */
const DELAY_GROWTH = 4;

/** The longest of these waits, in milliseconds. */
const LONGEST_DELAY = 10_000;

const WAIT = "|yNothing can be read or kept just now: you are let in as soon as it can. " +
  "What you type waits.|n";

/** What {@linkcode LateArrivals} are made with. */
export interface LateArrivalsOptions extends Pick<RegistryParts, "journal" | "storeWait"> {
  /** Logs a session in as the account of this id; tells whether it is known now if it may be. */
  readonly letIn: (entry: Entry, uid: number) => Promise<boolean>;
  /** Is told of a session that waits no more, whether it was let in or not. */
  readonly onEnd: (entry: Entry) => Promise<void>;
  /** Hears why somebody could not be seen to. */
  readonly onFailure: (entry: Entry, error: unknown) => void;
}

/** How it is with one who waits. */
interface Waiting {
  /** Whether it was told to wait. */
  isTold: boolean;
  /** Whether a turn was lost since it was last begun to let it in. */
  isLost: boolean;
}

/**
 * Those who have proved who they are while the Store could not say, or keep, that they are there:
 * they are let in as soon as it can. What they type waits, as they meant it for where they go.
 */
export class LateArrivals {
  readonly #options: LateArrivalsOptions;
  readonly #waiting = new Map<Entry, Waiting>();
  /** How often a login was lost: it may be what cannot be kept, and with it all that others do. */
  readonly #losses = new WeakMap<Entry, number>();

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
  add(entry: Entry): void {
    const waiting = { isTold: false, isLost: false };
    this.#waiting.set(entry, waiting);
    this.#wait(entry, waiting).catch((error) => this.#options.onFailure(entry, error));
  }

  /** Lets a session wait, or wait on, that has no account, or none any more, as turns were lost. */
  turnBack(entry: Entry): void {
    const waiting = this.#waiting.get(entry);
    if (waiting === undefined) return this.add(entry);
    waiting.isLost = true;
    // What it was told may be lost as well, with its turn.
    if (waiting.isTold) this.#tell(entry);
  }

  /** Takes note that the login of a session was lost. */
  lost(entry: Entry): void {
    this.#losses.set(entry, this.#lossesOf(entry) + 1);
  }

  async #wait(entry: Entry, waiting: Waiting): Promise<void> {
    const { core } = entry;
    const hold = core.inbox.holds.take();
    try {
      await this.#seeTo(entry, waiting);
    } finally {
      core.inbox.holds.end(hold);
      core.host.wake(core);
    }
  }

  async #seeTo(entry: Entry, waiting: Waiting): Promise<void> {
    const { journal, storeWait, letIn, onEnd } = this.#options;
    try {
      // It may be on its way in still, and hear of it later that this was lost.
      await entry.core.made;
      for (let failures = 0; failures < MOST_FAILURES && uidOf(entry) !== null;) {
        await this.#storeWell(entry, waiting);
        waiting.isLost = false;
        const uid = uidOf(entry);
        const isKnown = uid === null || await letIn(entry, uid);
        // Until the very moment at which it waits no more.
        if (waiting.isLost) continue;
        if (isKnown) break;
        if (await storeWait.isWell()) failures++;
      }
    } finally {
      this.#waiting.delete(entry);
    }
    await journal.inScope({}, () => onEnd(entry));
  }

  async #storeWell(entry: Entry, waiting: Waiting): Promise<void> {
    const { storeWait } = this.#options;
    if (!await storeWait.isWell()) {
      if (!waiting.isTold) this.#tell(entry);
      waiting.isTold = true;
      await storeWait.well();
    }
    const losses = this.#lossesOf(entry);
    if (losses > 1) await storeWait.pause(delayAfter(losses));
  }

  #lossesOf(entry: Entry): number {
    return this.#losses.get(entry) ?? 0;
  }

  #tell({ session }: Entry): void {
    this.#options.journal.inScope({}, () => session.msg(WAIT));
  }
}

/** Returns who a session has proved to be that may still be let in; `null` for nobody. */
function uidOf({ core }: Entry): number | null {
  return core.state === "negotiating" && !core.isEnding ? core.sync.uid : null;
}

/** How long to wait, in milliseconds, before it is tried again. */
function delayAfter(losses: number): number {
  return Math.min(FIRST_DELAY * DELAY_GROWTH ** (losses - 2), LONGEST_DELAY);
}
