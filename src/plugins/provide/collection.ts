import type { AccountTypeDefinition } from "../../core/account/account_type.ts";
import type { CmdSet } from "../../core/cmdset/cmdset.ts";
import type { AnyCommand } from "../../core/command/context.ts";
import type { PermissionDefinition } from "../../core/command/permission.ts";
import { type CommandParser, matchCommand } from "../../core/command/match.ts";
import type {
  ConnectionScreen,
  Contributions,
  HookContribution,
  InputFunc,
  OocPart,
  SessionClass,
} from "../../core/contributions.ts";
import { coreInputFuncs } from "../../core/input_funcs.ts";
import type { PluginApp } from "../../core/http/plugin_app.ts";
import type { AnyMenu } from "../../core/menu/menu.ts";
import type { OwnedOobMessage } from "../../core/oob/declared_messages.ts";
import { shippedMessages } from "../../core/oob/shipped/shipped_messages.ts";
import type { PluginTools } from "../../core/plugin_tools.ts";
import type { World } from "../../core/model.ts";
import type { ObjectTypeDefinition } from "../../core/object/object_type.ts";
import type { OwnedOutputFunc } from "../../core/session/outgoing.ts";
import type { OwnedTopic } from "./provide_help.ts";

/** All that plugins have provided, under its names: what is taken out is gone for the Server. */
export class Collection {
  readonly cmdsets = new Map<string, CmdSet<AnyCommand>>();
  readonly sessionClasses = new Map<string, SessionClass>();
  readonly parsers = new Map<string, CommandParser>();
  readonly menus = new Map<string, AnyMenu>();
  readonly accountTypes = new Map<string, AccountTypeDefinition>();
  readonly objectTypes = new Map<string, ObjectTypeDefinition>();
  readonly permissions = new Map<string, PermissionDefinition>();
  readonly oocParts = new Map<string, OocPart>();
  readonly connectionScreens = new Map<string, ConnectionScreen>();
  readonly helpTopics = new Map<string, OwnedTopic>();
  readonly inputFuncs = new Map<string, InputFunc>(coreInputFuncs());
  readonly outputFuncs = new Map<string, OwnedOutputFunc>();
  readonly oobMessages = new Map<string, OwnedOobMessage>(shippedMessages());
  readonly routes = new Map<string, PluginApp>();
  readonly hooks: HookContribution[] = [];
  readonly tools: PluginTools[] = [];
  readonly worlds: ((world: World) => void)[] = [];
  readonly #owners = new WeakMap<object, string>();

  /** Remembers whose something is: the plugin that came with it first. */
  own(plugin: string, things: Iterable<object>): void {
    for (const thing of things) if (!this.#owners.has(thing)) this.#owners.set(thing, plugin);
  }

  /** Returns the plugin that came with something; `undefined` for what is the core's own. */
  ownerOf(thing: object): string | undefined {
    return this.#owners.get(thing);
  }

  /**
   * Returns what the Server is given; it stays the same as the collection.
   *
   * @param parser The name of what finds the command in a line; empty for the default.
   * @param plugins What is known of every plugin, and what ends them.
   */
  contributions(
    parser: string,
    plugins: Pick<Contributions, "plugins" | "end">,
  ): Contributions {
    return {
      ...this,
      ...plugins,
      commandParser: this.parsers.get(parser) ?? matchCommand,
      ownerOf: (thing) => this.ownerOf(thing),
    };
  }
}
