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
  /** For the system command `multiMatch`: how to type each command that fits. */
  readonly choices: readonly string[];
  /** The running game: its settings, world, sessions and accounts. */
  readonly game: Game;

  /** Tells the session that typed the line, and no other (behaviour 6.8). */
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
  };

/** Thrown into a command whose question will not be answered; ends it without a word. */
export class QuestionWithdrawnError extends Error {
  override readonly name = "QuestionWithdrawnError";
}
