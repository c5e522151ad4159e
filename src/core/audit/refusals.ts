import { addressKey } from "../gate/network.ts";
import type { AuditEntry } from "./audit.ts";

/** For how long refusals of one kind are one entry, in milliseconds. */
const WINDOW_MS = 600_000;

/** How many entries there may be for refusals within that time; more are one entry together. */
const MAX_ENTRIES = 200;

/** The key of that entry. */
const OTHERS = "";

/** An entry that has no number yet. */
type Refusal = Omit<AuditEntry, "id">;

interface Counted {
  entry: AuditEntry;
  isChanged: boolean;
}

/**
 * Counts refusals, so that many of them are few entries: those of one address at one account, by one
 * protocol and for one reason, are one; of more entries than there may be, all others are one.
 */
export class Refusals {
  readonly #counted = new Map<string, Counted>();

  /**
   * Counts a refusal.
   *
   * @param refusal What is counted.
   * @param make Makes its entry, if it is the first of its kind.
   * @returns The entry, if it is a new one: it is to be kept.
   */
  count(refusal: Refusal, make: (refusal: Refusal) => AuditEntry): AuditEntry | undefined {
    const { address, protocol, accountId, detail } = refusal;
    const key = `${addressKey(address)} ${protocol} ${accountId} ${detail}`;
    const isKnown = this.#known(key, refusal.at) !== undefined;
    if (!isKnown && this.#counted.size >= MAX_ENTRIES) this.#forgetOld(refusal.at);
    const isOther = !isKnown && this.#counted.size >= MAX_ENTRIES;
    const known = this.#known(isOther ? OTHERS : key, refusal.at);
    if (known !== undefined) {
      const { entry } = known;
      known.entry = { ...entry, count: entry.count + 1, lastAt: refusal.at };
      known.isChanged = true;
      return undefined;
    }
    const entry = make(isOther ? othersOf(refusal) : refusal);
    this.#counted.set(isOther ? OTHERS : key, { entry, isChanged: false });
    return entry;
  }

  /** Notes that an entry is not as it is kept, since it could not be. */
  lose(id: number): void {
    for (const one of this.#counted.values()) if (one.entry.id === id) one.isChanged = true;
  }

  /** Returns the entries that have counted since they were kept, and forgets those of long ago. */
  takeChanged(now: number): readonly AuditEntry[] {
    const changed = [...this.#counted.values()].filter(({ isChanged }) => isChanged);
    for (const one of changed) one.isChanged = false;
    this.#forgetOld(now);
    return changed.map(({ entry }) => entry);
  }

  #forgetOld(now: number): void {
    for (const key of [...this.#counted.keys()]) this.#known(key, now);
  }

  /** Forgets one whose time is over, but for what is to be kept of it still. */
  #known(key: string, now: number): Counted | undefined {
    const known = this.#counted.get(key);
    if (known === undefined || now < known.entry.at + WINDOW_MS) return known;
    if (known.isChanged) return known;
    this.#counted.delete(key);
  }
}

function othersOf(refusal: Refusal): Refusal {
  const nobody = { accountId: null, account: "", address: "", protocol: "", sessid: null };
  return { ...refusal, ...nobody, detail: "from many more addresses, or at many more accounts" };
}
