import { type CmdSet, cmdSet } from "../../core/cmdset/cmdset.ts";
import type { AnyCommand } from "../../core/command/context.ts";
import type { Provide } from "../define_plugin.ts";
import type { Collection } from "./collection.ts";
import type { Hide, Intake } from "./intake.ts";
import { messageOf } from "../../core/trace/error_text.ts";

/** Adds commands to sets that are there; when they are taken out, what they hid is back. */
export function provideCommands(intake: Intake, kept: Collection): Provide["commands"] {
  return (name, commands) => {
    kept.own(intake.plugin, commands);
    const what = { kind: "commands", name, commands };
    return intake.take(what, (hide) => addCommands(kept, { name, commands, hide }));
  };
}

/** Commands that are added to the set of a name. */
export interface AddedCommands {
  readonly name: string;
  readonly commands: readonly AnyCommand[];
  readonly hide: Hide;
}

/**
 * Adds commands to a set.
 *
 * @returns What takes them out again, or why they cannot be added.
 */
export function addCommands(
  kept: Collection,
  { name, commands, hide }: AddedCommands,
): string | (() => void) {
  const { cmdsets } = kept;
  const set = cmdsets.get(name);
  if (set === undefined) return missing([...cmdsets.keys()]);
  const grown = grownBy(set, commands);
  if (typeof grown === "string") return `as its commands must fit: ${grown}`;
  cmdsets.set(name, grown);
  for (const command of set) {
    if (!isIn(grown, command)) hide(`${command.key} of ${kept.ownerOf(command)}`);
  }
  return () => {
    const now = cmdsets.get(name);
    if (now !== undefined) cmdsets.set(name, without(now, { commands, set }));
  };
}

function grownBy(
  set: CmdSet<AnyCommand>,
  commands: readonly AnyCommand[],
): CmdSet<AnyCommand> | string {
  try {
    return withCommands(set, [...set, ...commands]);
  } catch (error) {
    return messageOf(error);
  }
}

/** Takes commands out, and puts back what they had hidden of the set that was there before. */
function without(
  now: CmdSet<AnyCommand>,
  { commands, set }: {
    readonly commands: readonly AnyCommand[];
    readonly set: CmdSet<AnyCommand>;
  },
): CmdSet<AnyCommand> {
  const back = [...set].filter((command) => !isIn(now, command));
  const others = [...now].filter((command) => !commands.includes(command));
  return withCommands(now, [...back, ...others]);
}

function missing(known: readonly string[]): string {
  return `as the cmdset must be there: it is not; there are ${known.join(", ")}`;
}

function isIn(set: CmdSet<AnyCommand>, command: AnyCommand): boolean {
  return [...set].includes(command);
}

/** Returns the same cmdset with other commands. */
function withCommands(
  set: CmdSet<AnyCommand>,
  commands: readonly AnyCommand[],
): CmdSet<AnyCommand> {
  const { key, priority, mergeType, keyMergeTypes } = set;
  const flags = {
    ...(set.duplicates === undefined ? {} : { duplicates: set.duplicates }),
    ...(set.noExits === undefined ? {} : { noExits: set.noExits }),
    ...(set.noObjects === undefined ? {} : { noObjects: set.noObjects }),
    ...(set.offeredTo === undefined ? {} : { offeredTo: set.offeredTo }),
  };
  return cmdSet<AnyCommand>({ key, priority, mergeType, keyMergeTypes, ...flags, commands });
}
