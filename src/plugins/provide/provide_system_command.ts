import type { Provide } from "../define_plugin.ts";
import type { Collection } from "./collection.ts";
import type { Intake } from "./intake.ts";
import { addCommands } from "./provide_commands.ts";

/** Replaces system commands of sets; the one that was there is back when it is taken out. */
export function provideSystemCommand(intake: Intake, kept: Collection): Provide["systemCommand"] {
  return (name, command) => {
    kept.own(intake.plugin, [command]);
    return intake.take({ kind: "system command", name }, (hide) => {
      if (command.system !== undefined) {
        return addCommands(kept, { name, commands: [command], hide });
      }
      return `as it must be a system command: "${command.key}" is none. Say what it is with ` +
        "`system`, or use provide.commands()";
    });
  };
}
