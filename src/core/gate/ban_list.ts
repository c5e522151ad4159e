import type { Ban } from "./bans.ts";
import { type Address, type Network, parseAddress, parseNetwork, prefixOf } from "./network.ts";

/** Bans of networks with the same number of bits, by those bits. */
interface Group extends Pick<Network, "family" | "bits"> {
  readonly bans: Map<bigint, Ban>;
}

/**
 * The bans that hold. Looking an address up takes one step for each length of prefix in use, so
 * that thousands of bans cost a connection nothing.
 */
export class BanList {
  readonly #bans = new Map<number, Ban>();
  readonly #groups = new Map<string, Group>();
  readonly #names = new Map<string, Ban>();
  readonly #now: () => number;

  /**
   * Creates the list.
   *
   * @param bans What it holds at first.
   * @param now Tells the time; without it no ban ends.
   */
  constructor(bans: readonly Ban[] = [], now: () => number = () => 0) {
    this.#now = now;
    this.reset(bans);
  }

  /** How many bans there are. */
  get size(): number {
    return this.#bans.size;
  }

  /** Returns every ban, in the order of their numbers. */
  all(): readonly Ban[] {
    return [...this.#bans.values()].sort((a, b) => a.id - b.id);
  }

  /** Returns the ban with this number. */
  get(id: number): Ban | undefined {
    return this.#bans.get(id);
  }

  /** Returns a ban that an address falls under. */
  addressBan(address: string): Ban | undefined {
    const parsed = this.#groups.size === 0 ? undefined : parseAddress(address);
    if (parsed === undefined) return undefined;
    for (const group of this.#groups.values()) {
      const ban = this.#held(found(group, parsed));
      if (ban !== undefined) return ban;
    }
    return undefined;
  }

  /** Returns the ban of a name, given as names are compared. */
  nameBan(nameKey: string): Ban | undefined {
    return this.#held(this.#names.get(nameKey));
  }

  /** Returns the ban of exactly this network. */
  networkBan({ family, bits, prefix }: Network): Ban | undefined {
    return this.#held(this.#groups.get(groupKey({ family, bits }))?.bans.get(prefix));
  }

  /** Tells whether a ban has not ended. */
  holds({ until }: Ban): boolean {
    return until === undefined || until > this.#now();
  }

  /** Adds a ban, in place of one with the same number. */
  add(ban: Ban): void {
    this.remove(ban.id);
    this.#bans.set(ban.id, ban);
    this.#index(ban);
  }

  /** Removes the ban with this number, if there is one. */
  remove(id: number): void {
    const ban = this.#bans.get(id);
    if (ban === undefined) return;
    this.#bans.delete(id);
    this.#unindex(ban);
    for (const other of this.#bans.values()) {
      if (other.kind === ban.kind && other.pattern === ban.pattern) return this.#index(other);
    }
  }

  /** Holds these bans and no others. */
  reset(bans: readonly Ban[]): void {
    this.#bans.clear();
    this.#groups.clear();
    this.#names.clear();
    for (const ban of bans) this.add(ban);
  }

  #held(ban: Ban | undefined): Ban | undefined {
    return ban !== undefined && this.holds(ban) ? ban : undefined;
  }

  #index(ban: Ban): void {
    if (ban.kind === "name") return void this.#names.set(ban.pattern, ban);
    const network = parseNetwork(ban.pattern);
    if (network !== undefined) this.#groupOf(network).bans.set(network.prefix, ban);
  }

  #unindex({ kind, pattern }: Ban): void {
    if (kind === "name") return void this.#names.delete(pattern);
    const network = parseNetwork(pattern);
    const group = network && this.#groups.get(groupKey(network));
    if (network === undefined || group === undefined) return;
    group.bans.delete(network.prefix);
    if (group.bans.size === 0) this.#groups.delete(groupKey(network));
  }

  #groupOf({ family, bits }: Network): Group {
    const key = groupKey({ family, bits });
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const group = { family, bits, bans: new Map<bigint, Ban>() };
    this.#groups.set(key, group);
    return group;
  }
}

function groupKey({ family, bits }: Pick<Network, "family" | "bits">): string {
  return `${family}/${bits}`;
}

function found({ family, bits, bans }: Group, address: Address): Ban | undefined {
  return family === address.family ? bans.get(prefixOf(address, bits)) : undefined;
}
