import type { CommandShape } from "../command/command.ts";
import { CmdSet, EMPTY_CMDSET } from "./cmdset.ts";
import { mergeCmdSets } from "./merge.ts";

/**
 * Where a layer stands to the caller: its own (session, account, puppet), on an object around the
 * puppet (the room included), or on an exit.
 */
export type LayerPlace = "own" | "object" | "exit";

/** Stands for the object that a session puppets, whichever it is: so sessions can share a merge. */
export const PUPPET: object = Object.freeze({ stands: "puppet" });

/** One cmdset of those that a session can reach, and where it is from. */
export interface Layer<C extends CommandShape> {
  /** What the layer is called when somebody asks where a command came from. */
  readonly source: string;
  readonly set: CmdSet<C>;
  /** The object whose cmdset it is, or {@linkcode PUPPET}; a match names it. */
  readonly owner?: object;
  /** `own` unless given. */
  readonly place?: LayerPlace;
}

/**
 * Merges all the cmdsets that a session can reach (behaviour 7.4.7).
 *
 * Cmdsets of the same priority merge first, in the order given, the later one deciding; the
 * groups then merge from the lowest priority to the highest. When the merge of the caller's own
 * layers says `noObjects` or `noExits`, the layers around the puppet are left out. A layer of an
 * object or exit keeps duplicates unless it says otherwise (7.4.4).
 *
 * @param layers The layers in the order session, account, puppet, surroundings.
 */
export function mergeLayers<C extends CommandShape>(layers: readonly Layer<C>[]): CmdSet<C> {
  const around = layers.filter(isAround);
  if (around.length === 0) return mergeByPriority(layers);
  const own = mergeByPriority(layers.filter((layer) => !isAround(layer)));
  const reached = around.filter((layer) => reaches(own, layer));
  if (reached.length === 0) return own;
  return mergeByPriority(layers.filter((layer) => !isAround(layer) || reached.includes(layer)));
}

/**
 * Returns the layers that count in a merge: all, less those around the puppet that the caller's
 * own layers take out of reach.
 *
 * @param layers The layers in the order session, account, puppet, surroundings.
 */
export function layersInReach<C extends CommandShape>(
  layers: readonly Layer<C>[],
): readonly Layer<C>[] {
  const own = mergeByPriority(layers.filter((layer) => !isAround(layer)));
  return layers.filter((layer) => !isAround(layer) || reaches(own, layer));
}

function mergeByPriority<C extends CommandShape>(layers: readonly Layer<C>[]): CmdSet<C> {
  const groups = Map.groupBy(layers.map(setOf), (set) => set.priority);
  const rising = [...groups].sort(([a], [b]) => a - b).map(([, sets]) => mergeAll(sets));
  return mergeAll(rising);
}

function mergeAll<C extends CommandShape>(sets: readonly CmdSet<C>[]): CmdSet<C> {
  return sets.reduce<CmdSet<C>>(mergeCmdSets, EMPTY_CMDSET);
}

function setOf<C extends CommandShape>(layer: Layer<C>): CmdSet<C> {
  if (layer.set === EMPTY_CMDSET) return layer.set;
  const set = layer.set.asLayer(layer.source, layer.owner);
  if (!isAround(layer) || set.duplicates !== undefined) return set;
  return new CmdSet({ ...set, duplicates: true });
}

function isAround<C extends CommandShape>(layer: Layer<C>): boolean {
  return layer.place !== undefined && layer.place !== "own";
}

function reaches<C extends CommandShape>(own: CmdSet<C>, layer: Layer<C>): boolean {
  if (own.noObjects === true) return false;
  return own.noExits !== true || layer.place !== "exit";
}
