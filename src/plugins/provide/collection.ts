import type { CmdSet } from "../../core/cmdset/cmdset.ts";
import type { AnyCommand } from "../../core/command/context.ts";
import { type CommandParser, matchCommand } from "../../core/command/match.ts";
import type {
  Contributions,
  HookContribution,
  InputFunc,
  OocPart,
  SessionClass,
} from "../../core/contributions.ts";
import { coreInputFuncs } from "../../core/input_funcs.ts";
import type { PluginApp } from "../../core/http/plugin_app.ts";
import type { AnyMenu } from "../../core/menu/menu.ts";
import type { PluginTools } from "../../core/plugin_tools.ts";
import type { World } from "../../core/model.ts";

/** All that plugins have provided, under its names: what is taken out is gone for the Server. */
export class Collection {
  readonly cmdsets = new Map<string, CmdSet<AnyCommand>>();
  readonly sessionClasses = new Map<string, SessionClass>();
  readonly parsers = new Map<string, CommandParser>();
  readonly menus = new Map<string, AnyMenu>();
  readonly oocParts = new Map<string, OocPart>();
  readonly inputFuncs = new Map<string, InputFunc>(coreInputFuncs());
  readonly routes = new Map<string, PluginApp>();
  readonly hooks: HookContribution[] = [];
  readonly tools: PluginTools[] = [];
  readonly worlds: ((world: World) => void)[] = [];

  /**
   * Returns what the Server is given; it stays the same as the collection.
   *
   * @param parser The name of what finds the command in a line; empty for the default.
   * @param end Ends every plugin.
   */
  contributions(parser: string, end: () => Promise<void>): Contributions {
    return { ...this, commandParser: this.parsers.get(parser) ?? matchCommand, end };
  }
}
