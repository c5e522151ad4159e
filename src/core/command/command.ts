import type { StandardSchema } from "../standard_schema.ts";
import type { Permission } from "./permission.ts";

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
  /** What the caller must have for the command to be in reach. */
  readonly needs: CommandNeeds;
}

/** What `preRun` says: `"stop"` ends the command without a word; nothing lets it run. */
export type PreRunVerdict = "stop" | void;

/**
 * One thing that a caller can do.
 *
 * A command is a value without state of its own; it may run for many sessions at once.
 *
 * @typeParam Context What `run` is given. With `never`, any command fits.
 */
export interface Command<Context = never> extends CommandShape {
  /** What the help shows; the first line is its summary. */
  readonly help?: string;
  /** How it is typed, shown when the args do not fit. */
  readonly usage?: string;
  /** The chapter of the help it stands in. */
  readonly category: string;
  /** The least permission that sees the command; without one, everybody does. */
  readonly permission?: Permission;
  /** What the args must be; without it they are the trimmed text. */
  readonly args?: StandardSchema;
  /** Runs before it; `"stop"` ends it without a word (behaviour 8.3.4). */
  readonly preRun?: (context: Context) => PreRunVerdict | Promise<PreRunVerdict>;
  /** Runs when it has ended well. */
  readonly postRun?: (context: Context) => void | Promise<void>;
  /** Does it. */
  readonly run: (context: Context) => void | Promise<void>;
}
