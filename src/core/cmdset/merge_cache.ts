import type { CommandShape } from "../command/command.ts";
import { type CmdSet, EMPTY_CMDSET } from "./cmdset.ts";
import type { Layer, LayerPlace } from "./layers.ts";
import type { SharedMerges } from "./shared_merges.ts";

/** Somebody whose cmdsets a session can reach: itself, its account, its puppet, a thing nearby. */
export interface CmdSetProvider<C extends CommandShape> {
  /** Who it is; compared by identity. */
  readonly owner: object;
  /** Who is named as the owner of its own layers, in place of {@linkcode owner}: nobody unless given. */
  readonly standIn?: object;
  /** What it is called in the names of its layers: `session`, `account`, `ball (#12)`. */
  readonly label: string;
  /** Grows whenever what it has changes. */
  readonly version: number;
  /** Those of its cmdsets that the session can reach. */
  readonly sets: readonly CmdSet<C>[];
  /** `own` unless given. */
  readonly place?: LayerPlace;
}

/** What the kept merge was made from. */
interface Seen {
  readonly owner: object;
  readonly version: number;
  readonly sets: readonly object[];
  readonly place: LayerPlace;
}

/** The merged cmdset of one session, looked for again only when a layer has changed. */
export class MergedCmdSets<C extends CommandShape> {
  #seen: readonly Seen[] = [];
  #merged: CmdSet<C> = EMPTY_CMDSET;
  #merges = 0;

  /** How many times it was looked for. */
  get merges(): number {
    return this.#merges;
  }

  /**
   * Returns the merge of all that the providers offer.
   *
   * @param providers In the order session, account, puppet, surroundings.
   * @param shared Where merges are found that other sessions have.
   */
  get(providers: readonly CmdSetProvider<C>[], shared: SharedMerges<C>): CmdSet<C> {
    if (this.#isCurrent(providers)) return this.#merged;
    this.#merged = shared.merge(providers.flatMap(layersOf));
    this.#seen = providers.map(seenOf);
    this.#merges++;
    return this.#merged;
  }

  #isCurrent(providers: readonly CmdSetProvider<C>[]): boolean {
    return providers.length === this.#seen.length &&
      this.#seen.every((seen, at) => isAsSeen(seen, providers[at]));
  }
}

function seenOf<C extends CommandShape>(provider: CmdSetProvider<C>): Seen {
  const { owner, version, sets, place = "own" } = provider;
  return { owner, version, sets, place };
}

function isAsSeen<C extends CommandShape>(
  seen: Seen,
  provider: CmdSetProvider<C> | undefined,
): boolean {
  return provider !== undefined && provider.owner === seen.owner &&
    provider.version === seen.version && (provider.place ?? "own") === seen.place &&
    isSameList(provider.sets, seen.sets);
}

function isSameList(a: readonly object[], b: readonly object[]): boolean {
  return a === b || (a.length === b.length && a.every((set, at) => set === b[at]));
}

/** Returns the layers of a provider, each named after it. */
export function layersOf<C extends CommandShape>(provider: CmdSetProvider<C>): Layer<C>[] {
  const { label, place = "own" } = provider;
  const owner = place === "own" ? provider.standIn : provider.owner;
  const origin = owner === undefined ? { place } : { owner, place };
  return provider.sets.map((set) => ({ source: `${label}: ${set.key}`, set, ...origin }));
}
