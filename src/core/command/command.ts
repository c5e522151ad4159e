import type { SessionStep } from "../boundary/lifecycle.ts";
import type { StandardSchema } from "../standard_schema.ts";
import type { Account, GameObject } from "../model.ts";
import type { NeededPermission } from "./permission.ts";

/**
 * Names the moments that run a command which nobody typed (behaviour 7.5.1): an empty line, a line
 * that fits no command, one that fits several, and the login screen of a new session.
 */
export type SystemCommandName = "noInput" | "noMatch" | "multiMatch" | "unloggedinLook";

/** What the caller must at least have: a session, an account, or a puppet. */
export type CommandNeeds = "session" | "account" | "puppet";

/** The part of a command that merging and matching look at. */
export interface CommandShape {
  /** The name it is known by: at most 60 characters, no space around it. */
  readonly key: string;
  /** Other names it answers to. */
  readonly aliases: readonly string[];
  /** Makes it a system command, which can never be typed. */
  readonly system?: SystemCommandName;
  /** Makes it an exit: it matches only when nothing follows its name (behaviour 7.4.11). */
  readonly isExit?: boolean;
  /** Lets its args follow a name at once, as in `'hello`, instead of after a space or a slash. */
  readonly prefix?: boolean;
  /**
   * What must follow its name, the space before it included, or it does not match (behaviour
   * 8.2.1); anything that a name may be followed by, unless given.
   */
  readonly argRegex?: RegExp;
  /** What the caller must have for the command to be in reach. */
  readonly needs: CommandNeeds;
}

/** Who would run a command, as far as a command's `access` may ask. */
export interface CommandCaller {
  /** The account; `null` before login. */
  readonly account: Account | null;
  /** The puppet; `null` out of character. */
  readonly puppet: GameObject | null;
}

/** What `preRun` says: `"stop"` ends the command without a word; nothing lets it run. */
export type PreRunVerdict = "stop" | void;

/**
 * One thing that a caller can do.
 *
 * A command is a value without state of its own; it may run for many sessions at once.
 *
 * @typeParam Context What `run` is given. With `never`, any command fits.
 * @typeParam Before What `preRun` is given: the same, but its args are text still.
 */
export interface Command<Context = never, Before = Context> extends CommandShape {
  /** What the help shows; the first line is its summary. */
  readonly help?: string;
  /** How it is typed, shown when the args do not fit. */
  readonly usage?: string;
  /** The chapter of the help it stands in. */
  readonly category: string;
  /** The least level, or the permission of a plugin, that sees the command; without one, everybody does. */
  readonly permission?: NeededPermission;
  /** Tells whether a caller may know of the command; asked beside `permission`. */
  readonly access?: (caller: CommandCaller) => boolean;
  /** The step of a session's life that it leads to when all goes well, for those who watch. */
  readonly leadsTo?: SessionStep;
  /** Whether the help tells of it; it does unless this is `false`. */
  readonly autoHelp?: boolean;
  /** Whether its `msg` reaches all sessions of the caller; the settings decide unless given. */
  readonly msgAllSessions?: boolean;
  /** Whether the session's next command finds it as its `lastCmd` (behaviour 8.3.4). */
  readonly saveForNext?: boolean;
  /** What of its args may be a secret, and is left out of the audit log. */
  readonly secretArgs?: "all" | "right";
  /** What the args must be; without it they are the trimmed text. */
  readonly args?: StandardSchema;
  /** Runs before the args are read; `"stop"` ends it without a word (behaviour 8.3.4). */
  readonly preRun?: (context: Before) => PreRunVerdict | Promise<PreRunVerdict>;
  /** Runs when it has ended well. */
  readonly postRun?: (context: Context) => void | Promise<void>;
  /** Does it. */
  readonly run: (context: Context) => void | Promise<void>;
}
