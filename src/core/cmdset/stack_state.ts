import type { CommandShape } from "../command/command.ts";
import type { CmdSet } from "./cmdset.ts";

/** A cmdset under the name it is registered by, so that it can be found again after a reload. */
export interface NamedCmdSet<C extends CommandShape> {
  /** `plugin/name`. */
  readonly name: string;
  /** The cmdset. */
  readonly set: CmdSet<C>;
}

/** A place above the default slot. Two of them are never the same, whatever is in them. */
export interface StackSlot<C extends CommandShape> {
  readonly name: string;
  /** `undefined` while nobody registers the name, which is kept none the less. */
  readonly set: CmdSet<C> | undefined;
  readonly isPersistent: boolean;
}

/** All that a stack holds; replaced whole at every change. */
export interface StackState<C extends CommandShape> {
  readonly standard: NamedCmdSet<C> | undefined;
  /** The name of the persistent default cmdset, which another one may cover for now. */
  readonly keptStandard: string;
  readonly above: readonly StackSlot<C>[];
}

/** A change to a stack. */
export interface StackStep<C extends CommandShape> {
  readonly before: StackState<C>;
  readonly next: StackState<C>;
}

/** Returns a stack without one of the changes made to it; what came after that one stays. */
export function without<C extends CommandShape>(
  { before, next }: StackStep<C>,
  now: StackState<C>,
): StackState<C> {
  return {
    standard: now.standard === next.standard ? before.standard : now.standard,
    keptStandard: now.keptStandard === next.keptStandard ? before.keptStandard : now.keptStandard,
    above: now.above === next.above ? before.above : withoutStep({ before, next }, now.above),
  };
}

function withoutStep<C extends CommandShape>(
  { before, next }: StackStep<C>,
  now: readonly StackSlot<C>[],
): readonly StackSlot<C>[] {
  const left = now.filter((slot) => before.above.includes(slot) || !next.above.includes(slot));
  for (const [at, slot] of before.above.entries()) {
    if (!next.above.includes(slot)) left.splice(at, 0, slot);
  }
  return left;
}

/** Returns the names of what is persistent: the default one's, or empty, then the others. */
export function keptOf<C extends CommandShape>(
  { keptStandard, above }: StackState<C>,
): readonly string[] {
  return listed(keptStandard, above.filter(({ isPersistent }) => isPersistent));
}

/** Returns a default cmdset's name and those above it; nothing when there is none of them. */
export function listed(
  standard: string,
  above: readonly { readonly name: string }[],
): readonly string[] {
  return standard === "" && above.length === 0 ? [] : [standard, ...above.map(({ name }) => name)];
}
