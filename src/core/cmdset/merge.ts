import type { CommandShape } from "../command/command.ts";
import { CmdSet, EMPTY_CMDSET, type MergeType } from "./cmdset.ts";
import { type CmdSetEntry, type HiddenCommand, isSameEntry } from "./entry.ts";

/** The commands that came through a merge, and those that did not. */
interface Merged<C extends CommandShape> {
  readonly entries: readonly CmdSetEntry<C>[];
  readonly hidden: readonly HiddenCommand<C>[];
}

/**
 * Merges two cmdsets into a new one; neither argument changes (behaviour 7.2).
 *
 * The cmdset with the higher priority decides how the two combine. On a tie `upper` decides,
 * because it was added last. In a union each name goes to the deciding cmdset if that has it; a
 * command that loses some of its names still answers to the rest. System commands of both are
 * kept, whatever the merge type.
 *
 * @param lower The cmdset already in force.
 * @param upper The cmdset laid on top of it.
 * @returns The merged cmdset, with the deciding cmdset's key, priority and merge types. It does
 * not keep duplicates in a further merge unless the cmdset laid on top says so (7.2.5).
 *
 * @example Darkness takes `look` away
 * ```ts
 * import { cmdSet, defineCommand, mergeCmdSets } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const look = defineCommand({ key: "look", run() {} });
 * const say = defineCommand({ key: "say", run() {} });
 * const body = cmdSet({ key: "Body", commands: [look, say] });
 * const dark = cmdSet({ key: "Darkness", priority: 10, mergeType: "remove", commands: [look] });
 *
 * assert.deepEqual(mergeCmdSets(body, dark).names(), ["say"]);
 * ```
 */
export function mergeCmdSets<C extends CommandShape>(
  lower: CmdSet<C>,
  upper: CmdSet<C>,
): CmdSet<C> {
  if (lower === EMPTY_CMDSET) return upper;
  if (upper === EMPTY_CMDSET) return lower;
  const [decider, other] = lower.priority > upper.priority ? [lower, upper] : [upper, lower];
  const keepsBoth = decider.duplicates === true && decider.priority === other.priority;
  const typed = mergeTyped(decider, other, keepsBoth);
  const system = mergeSystem(decider, other);
  return new CmdSet({
    ...decider,
    duplicates: undefined,
    offeredTo: undefined,
    noExits: decider.noExits ?? other.noExits,
    noObjects: decider.noObjects ?? other.noObjects,
    entries: [...typed.entries, ...system.entries],
    hidden: [...decider.hidden, ...other.hidden, ...typed.hidden, ...system.hidden],
  });
}

/**
 * Returns the merge type that holds when one cmdset decides over another (behaviour 7.2.2).
 *
 * @param decider The cmdset that decides.
 * @param other The cmdset it is merged with, whose key may ask for a type of its own.
 */
export function decidingMergeType<C extends CommandShape>(
  decider: CmdSet<C>,
  other: CmdSet<C>,
): MergeType {
  const { keyMergeTypes, mergeType } = decider;
  const particular = Object.hasOwn(keyMergeTypes, other.key) ? keyMergeTypes[other.key] : undefined;
  return particular ?? mergeType;
}

function mergeTyped<C extends CommandShape>(
  decider: CmdSet<C>,
  other: CmdSet<C>,
  keepsBoth: boolean,
): Merged<C> {
  const [mine, theirs] = [typedEntries(decider), typedEntries(other)];
  switch (decidingMergeType(decider, other)) {
    case "union":
      return keepsBoth ? unionOfBoth(mine, theirs) : union(mine, theirs, decider);
    case "intersect":
      return intersect(decider, other, keepsBoth);
    case "replace":
      return {
        entries: mine,
        hidden: theirs.flatMap((entry) => hide(entry, decider.source, mine)),
      };
    case "remove":
      return split(theirs, (entry) => !sharesName(entry, decider), decider.source);
  }
}

function union<C extends CommandShape>(
  mine: readonly CmdSetEntry<C>[],
  theirs: readonly CmdSetEntry<C>[],
  decider: CmdSet<C>,
): Merged<C> {
  const entries = [...mine];
  const hidden: HiddenCommand<C>[] = [];
  for (const entry of theirs) {
    const kept = entry.names.filter((name) => !decider.has(name));
    if (kept.length === entry.names.length) entries.push(entry);
    else if (kept.length > 0) entries.push({ ...entry, names: kept });
    hidden.push(...lostNames(entry, decider));
  }
  return { entries, hidden };
}

/** One record for each layer that took names from the command. */
function lostNames<C extends CommandShape>(
  entry: CmdSetEntry<C>,
  decider: CmdSet<C>,
): HiddenCommand<C>[] {
  const lost = new Map<string, string[]>();
  for (const name of entry.names) {
    const winner = decider.find(name)[0];
    if (winner === undefined || isSameEntry(winner, entry)) continue;
    lost.set(winner.source, [...lost.get(winner.source) ?? [], name]);
  }
  const { command, source } = entry;
  return [...lost].map(([by, names]) => ({ command, source, names, by }));
}

function unionOfBoth<C extends CommandShape>(
  mine: readonly CmdSetEntry<C>[],
  theirs: readonly CmdSetEntry<C>[],
): Merged<C> {
  const others = theirs.filter((entry) => !mine.some((own) => isSameEntry(own, entry)));
  return { entries: [...mine, ...others], hidden: [] };
}

function intersect<C extends CommandShape>(
  decider: CmdSet<C>,
  other: CmdSet<C>,
  keepsBoth: boolean,
): Merged<C> {
  const mine = split(typedEntries(decider), (entry) => sharesName(entry, other), other.source);
  const theirs = split(
    typedEntries(other),
    (entry) => keepsBoth && sharesName(entry, decider),
    decider.source,
    mine.entries,
  );
  const { entries } = unionOfBoth(mine.entries, theirs.entries);
  return { entries, hidden: [...mine.hidden, ...theirs.hidden] };
}

function mergeSystem<C extends CommandShape>(decider: CmdSet<C>, other: CmdSet<C>): Merged<C> {
  const mine = decider.entries.filter(isSystem);
  const taken = new Set(mine.map((entry) => entry.command.system));
  const theirs = split(
    other.entries.filter(isSystem),
    (entry) => !taken.has(entry.command.system),
    decider.source,
    mine,
  );
  return { entries: [...mine, ...theirs.entries], hidden: theirs.hidden };
}

function split<C extends CommandShape>(
  entries: readonly CmdSetEntry<C>[],
  keep: (entry: CmdSetEntry<C>) => boolean,
  by: string,
  winners: readonly CmdSetEntry<C>[] = [],
): Merged<C> {
  return {
    entries: entries.filter(keep),
    hidden: entries.filter((entry) => !keep(entry)).flatMap((entry) => hide(entry, by, winners)),
  };
}

/** A command that is itself among the winners is not hidden. */
function hide<C extends CommandShape>(
  entry: CmdSetEntry<C>,
  by: string,
  winners: readonly CmdSetEntry<C>[],
): HiddenCommand<C>[] {
  if (winners.some((winner) => isSameEntry(winner, entry))) return [];
  const { command, source, names } = entry;
  return [{ command, source, names, by }];
}

function isSystem<C extends CommandShape>(entry: CmdSetEntry<C>): boolean {
  return entry.command.system !== undefined;
}

function typedEntries<C extends CommandShape>(set: CmdSet<C>): readonly CmdSetEntry<C>[] {
  return set.entries.filter((entry) => !isSystem(entry));
}

function sharesName<C extends CommandShape>(entry: CmdSetEntry<C>, set: CmdSet<C>): boolean {
  return entry.names.some((name) => set.has(name));
}
