import type { AnyMenu } from "../../core/menu/menu.ts";
import type { World } from "../../core/model.ts";
import type { Provide } from "../define_plugin.ts";
import type { Collection } from "./collection.ts";
import { addTo, type Intake } from "./intake.ts";
import { provideInputFunc } from "./provide_inputfunc.ts";
import { provideCommands } from "./provide_commands.ts";
import { provideObjectType } from "./provide_object_type.ts";
import { provideOob } from "./provide_oob.ts";
import { provideOutputFunc } from "./provide_outputfunc.ts";
import { providePermission } from "./provide_permission.ts";
import { provideRoutes } from "./provide_routes.ts";
import { provideHelp } from "./provide_help.ts";
import { provideSessionClass } from "./provide_session_class.ts";
import { provideSystemCommand } from "./provide_system_command.ts";
import { messageOf } from "../../core/trace/error_text.ts";

/**
 * Returns what takes everything that one plugin provides.
 *
 * @param intake The plugin's intake.
 * @param kept Where it goes.
 */
export function provideInto(intake: Intake, kept: Collection): Provide {
  return {
    cmdset: (name, set) => {
      kept.own(intake.plugin, set);
      return intake.takeNamed({ kind: "cmdset", name, commands: set }, kept.cmdsets, set);
    },
    commands: provideCommands(intake, kept),
    systemCommand: provideSystemCommand(intake, kept),
    connectionScreen: (name, show) =>
      intake.takeNamed({ kind: "connection screen", name }, kept.connectionScreens, show),
    accountType: (name, definition) =>
      intake.takeNamed({ kind: "account type", name }, kept.accountTypes, definition),
    objectType: provideObjectType(intake, kept.objectTypes),
    sessionClass: provideSessionClass(intake, kept.sessionClasses),
    commandParser: (name, parse) =>
      intake.takeNamed({ kind: "command parser", name }, kept.parsers, parse),
    inputfunc: provideInputFunc(intake, kept),
    outputfunc: provideOutputFunc(intake, kept.outputFuncs),
    oob: provideOob(intake, kept),
    // Its functions get the state that it was started with, which only its author knows.
    menu: (name, menu) =>
      intake.takeNamed({ kind: "menu", name }, kept.menus, menu as unknown as AnyMenu),
    routes: provideRoutes(intake, kept.routes),
    oocPart: (name, show) => intake.takeNamed({ kind: "OOC part", name }, kept.oocParts, show),
    permission: providePermission(intake, kept.permissions),
    help: provideHelp(intake, kept.helpTopics),
    world: (fill) =>
      intake.take(
        { kind: "world", name: intake.plugin },
        () => addTo(kept.worlds, named(intake.plugin, fill)),
      ),
  };
}

/** Makes the start that fails say whose world it was. */
function named(plugin: string, fill: (world: World) => void): (world: World) => void {
  return (world) => {
    try {
      fill(world);
    } catch (cause) {
      const text = messageOf(cause);
      throw new Error(`Plugin "${plugin}" cannot fill the world: ${text}`, { cause });
    }
  };
}
