import type { CmdSet } from "../cmdset/cmdset.ts";
import type { Account, Game, GameObject, Outputs, Session } from "../model.ts";
import type { Command, CommandNeeds } from "./command.ts";

/** A command whatever its `run` needs; the handler sees to it that it gets that. */
export type AnyCommand = Command<never>;

/** How a question is asked. */
export interface AskOptions {
  /** Hides what the user types, and keeps it out of every log. */
  readonly secret?: boolean;
}

/** How a question is asked that is not waited on for ever. */
export interface TimedAskOptions extends AskOptions {
  /** How long the answer is waited for, in milliseconds. */
  readonly timeout: number;
}

/** What game code gives a command beside the line (behaviour 8.1.3). */
export type Extra = Readonly<Record<string, unknown>>;

/** How a command runs another line. */
export interface ExecuteOptions {
  /** What the command that runs finds as its `extra`; nothing unless given. */
  readonly extra?: Extra;
  /** Runs this command, whoever may type it; the line is then what would follow its name. */
  readonly command?: AnyCommand;
}

/** What is told of the command before. */
export interface LastCmd {
  /** Its key. */
  readonly key: string;
  /** The name under which it was typed. */
  readonly name: string;
  /** What its `run` got as args. */
  readonly args: unknown;
}

/** What every command is given. */
export interface BaseContext<Args> {
  /** The session that typed the line. */
  readonly session: Session;
  /** What followed the command's name: trimmed text, or what the command's schema made of it. */
  readonly args: Args;
  /** The name under which the command was typed. */
  readonly name: string;
  /** The whole line as it was typed. */
  readonly raw: string;
  /** Every command the session could have typed. */
  readonly cmdset: CmdSet<AnyCommand>;
  /**
   * The object whose command set it came from: the puppet itself, a thing or the room around it.
   * `null` when it came from the session, the account or an exit.
   */
  readonly obj: GameObject | null;
  /** What game code gave with the line; empty for a line that was typed (behaviour 8.1.3). */
  readonly extra: Extra;
  /** The last command of the session that ended well, if it was defined with `saveForNext`. */
  readonly lastCmd: LastCmd | null;
  /** For the system command `multiMatch`: how to type each command that fits. */
  readonly choices: readonly string[];
  /** The running game: its settings, world, sessions and accounts. */
  readonly game: Game;
  /** Ends when the session does. */
  readonly signal: AbortSignal;

  /**
   * Tells the session that typed the line, and no other (behaviour 6.8); with `msgAllSessions`,
   * all that puppet the same object, or have the same account when there is no puppet.
   */
  msg(said: string | Outputs): void;

  /**
   * Asks the session and waits for its next line; the command goes on when it comes.
   *
   * When the session ends first, the command ends too, silently.
   *
   * @param question The prompt: markup.
   * @param options Whether the answer is secret.
   * @returns What was typed, without the space around it.
   */
  ask(question: string, options?: AskOptions): Promise<string>;

  /**
   * Asks the session, but waits only so long; what is typed later is a line like any other.
   *
   * @param question The prompt: markup.
   * @param options How long to wait, and whether the answer is secret.
   * @returns What was typed, without the space around it; `undefined` when it did not come in time.
   */
  ask(question: string, options: TimedAskOptions): Promise<string | undefined>;

  /**
   * Waits; the session's other lines run meanwhile (behaviour 8.3.6).
   *
   * The command goes on when no other command of the session runs. By then the session may have
   * another puppet, or no account: look at `session` again. When the session ends first, or the
   * Server is reloaded, the command ends too, silently.
   *
   * @param ms How long, in milliseconds.
   */
  pause(ms: number): Promise<void>;

  /**
   * Runs a line as a part of this command, as if the session had typed it; nicks count.
   *
   * The line shares the fate of this command: what it throws ends both, and is taken back with both.
   *
   * @param line The line.
   * @param options What goes with it, or a command to run without looking for one.
   * @throws {RangeError} When commands run one another more than 10 deep (behaviour 8.3.3).
   */
  execute(line: string, options?: ExecuteOptions): Promise<void>;
}

/**
 * What a command is given, by what it needs.
 *
 * @typeParam Needs What the caller must at least have.
 * @typeParam Args What the command's schema makes of the text.
 */
export type CommandContext<Needs extends CommandNeeds = "puppet", Args = string> =
  & BaseContext<Args>
  & {
    /** The account; never `null` for a command that needs one. */
    readonly account: Needs extends "session" ? Account | null : Account;
    /** The puppet; never `null` for a command that needs one. */
    readonly puppet: Needs extends "puppet" ? GameObject : GameObject | null;
    /** Who runs it: the puppet, else the account, else the session. */
    readonly caller: Needs extends "puppet" ? GameObject
      : Needs extends "account" ? GameObject | Account
      : GameObject | Account | Session;
  };

/** Thrown into a command that waits for what will not come; ends it without a word. */
export class WaitEndedError extends Error {
  override readonly name = "WaitEndedError";
}
