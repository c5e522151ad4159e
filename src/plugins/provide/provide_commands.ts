import { type CmdSet, cmdSet } from "../../core/cmdset/cmdset.ts";
import type { AnyCommand } from "../../core/command/context.ts";
import type { Provide } from "../define_plugin.ts";
import type { Intake } from "./intake.ts";

/** Adds commands to sets that are there; when they are taken out, what they hid is back. */
export function provideCommands(
  intake: Intake,
  cmdsets: Map<string, CmdSet<AnyCommand>>,
): Provide["commands"] {
  return (name, commands) =>
    intake.take({ kind: "commands for", name }, () => {
      const set = cmdsets.get(name);
      if (set === undefined) return missing([...cmdsets.keys()]);
      try {
        cmdsets.set(name, withCommands(set, [...set, ...commands]));
      } catch (error) {
        return `as its commands must fit: ${
          error instanceof Error ? error.message : String(error)
        }`;
      }
      return () => {
        const now = cmdsets.get(name) ?? set;
        const back = [...set].filter((command) => !isIn(now, command));
        const others = [...now].filter((command) => !commands.includes(command));
        cmdsets.set(name, withCommands(now, [...back, ...others]));
      };
    });
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
