import type { ProtocolFlags } from "../boundary/flags.ts";

/**
 * Which flags of a session the Server changed, and when.
 *
 * Both sides of the wall change flags, and messages may cross. Of two changes of one flag at the
 * same time the Server's counts, on both sides; changes of different flags both count.
 */
export class FlagChanges {
  // Most sessions never have any.
  #changedAt: Map<string, number> | undefined;
  #unsaid: Set<string> | undefined;

  /**
   * Notes that the Server changed flags.
   *
   * @param names The flags' names.
   * @param version The session's `flagsVersion` from now on.
   */
  note(names: readonly string[], version: number): void {
    this.#changedAt ??= new Map();
    for (const name of names) this.#changedAt.set(name, version);
    this.putBack(names);
  }

  /**
   * Returns the reported flags that count: the Portal knew of every change that they replace.
   *
   * @param reported What the Portal reported.
   * @param seen The `flagsVersion` that the Portal knew.
   */
  counting(reported: ProtocolFlags, seen: number): ProtocolFlags {
    return only(reported, (name) => (this.#changedAt?.get(name) ?? 0) <= seen);
  }

  /**
   * Notes that changes of the Server may not have reached the Portal.
   *
   * @param seen The `flagsVersion` that the Portal knows: later changes are told anew.
   */
  repeat(seen: number): void {
    const later = [...this.#changedAt ?? []].filter(([, version]) => version > seen);
    if (later.length > 0) this.putBack(later.map(([name]) => name));
  }

  /** Returns the flags that were changed since the last call, with their values. */
  take(flags: ProtocolFlags): ProtocolFlags {
    const taken = only(flags, (name) => this.#unsaid?.has(name) === true);
    this.#unsaid?.clear();
    return taken;
  }

  /** Notes that flags which were taken did not reach the Portal. */
  putBack(names: readonly string[]): void {
    this.#unsaid ??= new Set();
    for (const name of names) this.#unsaid.add(name);
  }
}

function only(flags: ProtocolFlags, isWanted: (name: string) => boolean): ProtocolFlags {
  return Object.fromEntries(Object.entries(flags).filter(([name]) => isWanted(name)));
}
