import type { AccountTypeDefinition } from "./account/account_type.ts";
import type { Call } from "./boundary/messages.ts";
import type { CmdSet } from "./cmdset/cmdset.ts";
import type { AnyCommand } from "./command/context.ts";
import type { PermissionDefinition } from "./command/permission.ts";
import type { CommandParser } from "./command/match.ts";
import type { HookEvents, HookName } from "./hook_events.ts";
import type { PluginApp } from "./http/plugin_app.ts";
import type { AnyMenu } from "./menu/menu.ts";
import type { Account, Game, Session, World } from "./model.ts";
import type { ObjectTypeDefinition } from "./object/object_type.ts";
import type { PluginTools } from "./plugin_tools.ts";
import type { LoadedPlugin } from "./plugins/plugin_info.ts";
import type { OwnedOobMessage } from "./oob/declared_messages.ts";
import type { HelpTopic } from "./parts/help_topic.ts";
import type { OwnedOutputFunc } from "./session/outgoing.ts";
import type { ServerSession, SessionParts } from "./session/server_session.ts";

/** Handles one named kind of message from a client. */
export type InputFunc = (
  session: Session,
  args: readonly unknown[],
  kwargs: Readonly<Record<string, unknown>>,
  game: Game,
) => void;

/**
 * Handles one named kind of message to a client, at once, for one session at a time.
 *
 * @returns The call or calls to send instead, or `null` to send nothing of it.
 */
export type OutputFunc = (
  session: Session,
  args: Call[1],
  kwargs: Call[2],
) => Call | readonly Call[] | null;

/**
 * Adds lines of markup to the screen of somebody who is out of character; `undefined` adds none.
 * What a client or a user gave must be escaped.
 */
export type OocPart = (account: Account, session: Session, game: Game) => string | undefined;

/**
 * Makes the markup that a session sees before login, at once. What a client gave must be escaped.
 */
export type ConnectionScreen = (game: Game, session: Session) => string;

/** A class of sessions: the default one, or a plugin's. */
export type SessionClass = new (parts: SessionParts) => ServerSession;

/** Someone who watches a moment. */
export interface HookContribution<Name extends HookName = HookName> {
  readonly name: Name;
  /** Whose it is. */
  readonly owner: string;
  readonly run: (event: HookEvents[Name]) => void | Promise<void>;
}

/** All that the core is given from outside: what plugins provide, under `plugin/name`. */
export interface Contributions {
  readonly cmdsets: ReadonlyMap<string, CmdSet<AnyCommand>>;
  readonly sessionClasses: ReadonlyMap<string, SessionClass>;
  readonly inputFuncs: ReadonlyMap<string, InputFunc>;
  readonly outputFuncs: ReadonlyMap<string, OwnedOutputFunc>;
  /** What was declared of out-of-band messages, by key. */
  readonly oobMessages: ReadonlyMap<string, OwnedOobMessage>;
  readonly menus: ReadonlyMap<string, AnyMenu>;
  /** What answers HTTP, by the plugin's name alone. */
  readonly routes: ReadonlyMap<string, PluginApp>;
  readonly accountTypes: ReadonlyMap<string, AccountTypeDefinition>;
  readonly objectTypes: ReadonlyMap<string, ObjectTypeDefinition>;
  readonly permissions: ReadonlyMap<string, PermissionDefinition>;
  readonly oocParts: ReadonlyMap<string, OocPart>;
  readonly connectionScreens: ReadonlyMap<string, ConnectionScreen>;
  /** By each of their folded names. */
  readonly helpTopics: ReadonlyMap<string, { readonly topic: HelpTopic }>;
  /** What finds the command in a line: the default, or the plugin's that the settings name. */
  readonly commandParser: CommandParser;
  readonly hooks: readonly HookContribution[];
  /** Fills an empty world, the first time it is opened. */
  readonly worlds: readonly ((world: World) => void)[];
  /** What the Server lends each plugin for itself. */
  readonly tools: readonly PluginTools[];
  /** Every plugin that the settings ask for, in the order in which they are set up. */
  readonly plugins: readonly LoadedPlugin[];
  /** Returns the plugin that came with a command or an inputfunc. */
  ownerOf(thing: object): string | undefined;
  /** Ends every plugin; the Server calls it last. */
  end(): Promise<void>;
}
