/** The nouns of the game as all others see them; one file, as they speak of one another. */
import type { Accounts } from "./account/accounts.ts";
import type { Audit } from "./audit/audit.ts";
import type { FlagSources } from "./boundary/flag_source.ts";
import type { ProtocolFlags } from "./boundary/flags.ts";
import type { SessionState } from "./boundary/lifecycle.ts";
import type { Call, CloseReason } from "./boundary/messages.ts";
import type { CmdSetStack } from "./cmdset/cmdset_stack.ts";
import type { AnyCommand } from "./command/context.ts";
import type { Inspector } from "./command/inspector.ts";
import type { NamedHolder, Permission } from "./command/permission.ts";
import type { Menus } from "./menu/menus.ts";
import type { Bans } from "./gate/bans.ts";
import type { GameOob } from "./oob/game_oob.ts";
import type { Typed } from "./object/object_type.ts";
import type { World } from "./object/world_model.ts";
import type { PluginParts } from "./parts/plugin_parts.ts";
import type {
  ExecuteCmdOptions,
  Json,
  MsgOptions,
  ObjectInit,
  ObjectType,
  Outputs,
  PuppetOptions,
  PuppetOutcome,
} from "./model_values.ts";
import type { Plugins } from "./plugins/plugin_info.ts";
import type { Realms, TransferOptions, TransferOutcome } from "./realm/realms.ts";
import type { Settings } from "./settings/settings.ts";

export type {
  ExecuteCmdOptions,
  Json,
  MsgOptions,
  ObjectInit,
  ObjectType,
  Outputs,
  PuppetOptions,
  PuppetOutcome,
  World,
};

/** A thing in the world: a room, an exit, a character or anything else. */
export interface GameObject extends Typed {
  /** Its number, never used again. */
  readonly id: number;
  /** What it is. */
  readonly type: ObjectType;
  /** Its name, as it is shown; setting it keeps it. */
  name: string;
  /** Other names it answers to. */
  aliases: readonly string[];
  /** What one sees when looking at it: markup. */
  desc: string;
  /** What it is in; setting it moves it there, silently. */
  location: GameObject | null;
  /** Where an exit leads. */
  destination: GameObject | null;
  /** The id of the account whose character it is; setting it gives the character away. */
  ownerId: number | null;
  /** What is in it, in the order in which it came. */
  readonly contents: readonly GameObject[];
  /** The sessions that puppet it. */
  readonly sessions: readonly Session[];
  /** The account that puppets it. */
  readonly account: Account | null;
  /** Its own command sets. */
  readonly cmdsets: CmdSetStack<AnyCommand>;

  /** Returns a kept attribute, or `undefined` when it was never set. */
  get(name: string): Json | undefined;

  /** Keeps an attribute; `undefined` removes it. */
  set(name: string, value: Json | undefined): void;

  /** Tells the sessions that puppet it, and those that puppet anything in it. */
  msg(text: string | Outputs, options?: MsgOptions): void;

  /**
   * Runs a line as if it was typed in a session that puppets it (behaviour 8.1.2).
   *
   * @returns Whether there is such a session.
   */
  executeCmd(line: string, options?: ExecuteCmdOptions): boolean;

  /** Returns what its type shows a looker instead of `plain`, which all see without one. */
  shownTo(looker: GameObject, plain: string): string;

  /** Tells whether its type lets the account that owns it puppet it. */
  admits(account: Account): boolean;

  /** Takes it out of the world; what is in it moves to where it was. */
  delete(): void;
}

/** Who logs in and owns characters. */
export interface Account extends NamedHolder, Typed {
  /** Its number, never used again. */
  readonly id: number;
  /** The name one logs in with, as it was first written. */
  readonly name: string;
  /** Whether it may do everything, whatever its permissions. */
  readonly isSuperuser: boolean;
  /** Whether it is a guest's: gone, with its characters, when its session leaves (9.2). */
  readonly isGuest: boolean;
  /** The permission levels it holds, lowest first; the highest counts. Setting them keeps them. */
  permissions: readonly Permission[];
  /** Whether it counts as a Player for now, whatever it holds; setting it keeps it. */
  isQuelled: boolean;
  /** When it was made: milliseconds since 1970. */
  readonly createdAt: number;
  /** The characters it owns. */
  readonly characters: readonly GameObject[];
  /** The character to puppet at the next login. */
  lastPuppet: GameObject | null;
  /** Its sessions that are logged in, in the order in which they came. */
  readonly sessions: readonly Session[];
  /** What its sessions puppet, each object once (behaviour 6.6). */
  readonly puppets: readonly GameObject[];
  /** Its own command sets. */
  readonly cmdsets: CmdSetStack<AnyCommand>;

  /** Returns a kept attribute, or `undefined` when it was never set. */
  get(name: string): Json | undefined;

  /** Keeps an attribute; `undefined` removes it. */
  set(name: string, value: Json | undefined): void;

  /** Tells all its sessions, or exactly those that are given. */
  msg(text: string | Outputs, options?: Pick<MsgOptions, "sessions">): void;

  /**
   * Runs a line as if it was typed in a session of the account, the first one unless told
   * (behaviours 6.7 and 8.1.2).
   *
   * @returns Whether there is a session.
   */
  executeCmd(line: string, options?: ExecuteCmdOptions): boolean;
}

/** One connection, as game code sees it. Never kept: it ends with the connection. */
export interface Session {
  /** Its number, counted from 1 and never used again. */
  readonly sessid: number;
  /** How the client came in, such as `telnet` or `websocket`. */
  readonly protocolKey: string;
  /** The client's address, without the port. */
  readonly address: string;
  /** What others may call it: its puppet's name, else its account's, else how and whence it came. */
  readonly name: string;
  /** Where it is in its life. */
  readonly state: SessionState;
  /** Whether it has an account: in the states `loggedin` and `puppeting`. */
  readonly isLoggedIn: boolean;
  /** The account, once logged in. */
  readonly account: Account | null;
  /** The object it controls. */
  readonly puppet: GameObject | null;
  /** When the client connected, or logged in last: milliseconds since 1970. */
  readonly connTime: number;
  /** When it last sent anything, keep-alives included. */
  readonly cmdLast: number;
  /** When its user last typed. */
  readonly cmdLastVisible: number;
  /** How many lines its user typed. */
  readonly cmdTotal: number;
  /** What is known of the client. */
  readonly protocolFlags: ProtocolFlags;
  /** Where each known flag came from, such as `user`, by its name. */
  readonly flagSources: FlagSources;
  /** Its own command sets. */
  readonly cmdsets: CmdSetStack<AnyCommand>;
  /** Anything, until the session ends or the Server is reloaded. */
  readonly ndb: Record<string, unknown>;
  /** The same object as `ndb`: a session is never kept. */
  readonly db: Record<string, unknown>;
  /** Ends when the session does. */
  readonly signal: AbortSignal;

  /** Tells this session alone. */
  msg(text: string | Outputs): void;

  /** Sends outputfunc calls to the client. */
  dataOut(calls: readonly Call[]): void;

  /** Runs a line as if the client had typed it; the command finds `extra` in its context. */
  executeCmd(line: string, options?: Omit<ExecuteCmdOptions, "session">): void;

  /**
   * Changes what is known of the client, on both sides of the wall.
   *
   * @throws {TypeError} When there is no such flag, or its value is of the wrong kind.
   */
  updateFlags(flags: ProtocolFlags): void;

  /** Returns what its class has to say of it, line by line: markup, shown by `examine`. */
  describe(): readonly string[];

  /** Writes a line into the log, with the session's number. */
  log(text: string): void;

  /** Returns the client's window: columns and lines. */
  getClientSize(): { readonly width: number; readonly height: number };

  /** Returns what {@linkcode Session.setCarry} put there, also after a reload. */
  getCarry(name: string): Json | undefined;

  /**
   * Keeps a small value over reloads, while the connection lives; `undefined` removes it.
   *
   * @throws {RangeError} When all of it together would exceed the setting `maxCarryBytes`.
   */
  setCarry(name: string, value: Json | undefined): void;

  /**
   * Hands it over to another realm behind the same Portals, with its account and its carry; here it
   * ends, in the order of behaviour 1.6, as `transferred`.
   */
  transfer(realm: string, options?: TransferOptions): Promise<TransferOutcome>;
}

/** Every session that lives, and what may happen to one. */
export interface Sessions {
  /** How many there are. */
  readonly count: number;
  /** Returns all of them, those that have not logged in included. */
  all(): readonly Session[];
  /** Returns the session with this number. */
  get(sessid: number): Session | undefined;
  /** Returns the accounts that have a session. */
  accounts(): readonly Account[];
  /** Logs a session in, in the order of behaviour 1.3. */
  login(session: Session, account: Account): Promise<void>;
  /** Returns a session to the login screen. */
  logout(session: Session): Promise<void>;
  /** Ends a connection, telling it `text` first. */
  disconnect(session: Session, reason: CloseReason, text?: string): Promise<void>;
  /** Ends every connection, as a game does that closes its doors. */
  disconnectAll(reason: CloseReason, text?: string): Promise<void>;
  /** Ends the other sessions of a session's account; none when it has not logged in. */
  disconnectOthers(session: Session, reason: CloseReason, text?: string): Promise<void>;
  /** Lets a session puppet an object, in the order of behaviour 1.4; every check comes first. */
  puppet(session: Session, object: GameObject, options?: PuppetOptions): Promise<PuppetOutcome>;
  /** Lets a session's puppet go (behaviour 1.5). */
  unpuppet(session: Session): Promise<void>;
  /** Tells every session, those that have not logged in included. */
  announce(text: string): void;
}

/** What a running game offers to commands and plugins. */
export interface Game {
  /** The version of Vestibule that runs. */
  readonly version: string;
  /** Every setting, as the server was started with. */
  readonly settings: Settings;
  /** All objects. */
  readonly world: World;
  /** Every session that lives. */
  readonly sessions: Sessions;
  /** Makes and finds accounts. */
  readonly accounts: Accounts;
  /** Keeps out who is not wanted. */
  readonly bans: Bans;
  /** Who came in, and who did what to others. */
  readonly audit: Audit;
  /** Looks inside sessions and objects. */
  readonly inspect: Inspector;
  /** Starts and ends menus. */
  readonly menus: Menus;
  /** What plugins add to what commands show. */
  readonly parts: PluginParts;
  /** Tells clients what they show beside the text. */
  readonly oob: GameOob;
  /** The plugins, and how they fare. */
  readonly plugins: Plugins;
  /** The worlds behind the same Portals. */
  readonly realms: Realms;
  /** When the process started: milliseconds since 1970. */
  readonly startedAt: number;
  /** When the Server started that runs now, after the last reload: milliseconds since 1970. */
  readonly serverStartedAt: number;
  /** Returns the time: milliseconds since 1970. */
  now(): number;
  /** Returns a number from 0 up to, but not including, 1: by chance, or as a test has it. */
  random(): number;
  /**
   * Does something later, whoever is there by then, unless the returned value is disposed of
   * first; for a command of one session, there is `pause` (behaviour 8.3.9).
   *
   * What it throws is logged, and what it changed is taken back. A reload ends the wait: what must
   * outlive that is to be kept in an attribute, and begun again in the hook `server:start`.
   *
   * @throws {RangeError} When no timer can wait so long.
   */
  delay(ms: number, run: () => void | Promise<void>): Disposable;
  /** Asks for a reload, reset or shutdown; `by` is told what became of it. */
  control(action: "reload" | "reset" | "shutdown", by: Session | null): void;
}
