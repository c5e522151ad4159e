import { checkCommandNames } from "../cmdset/cmdset.ts";
import type { SessionStep } from "../boundary/lifecycle.ts";
import type { OutputOf, StandardSchema } from "../standard_schema.ts";
import type {
  Command,
  CommandCaller,
  CommandNeeds,
  PreRunVerdict,
  SystemCommandName,
} from "./command.ts";
import type { CommandContext } from "./context.ts";
import type { NeededPermission } from "./permission.ts";

/** What `run` gets as args: what the schema makes of the text, or the trimmed text. */
export type ArgsOf<Schema extends StandardSchema | undefined> = Schema extends StandardSchema
  ? OutputOf<Schema>
  : string;

/** What a game author says of a command. */
export interface CommandDefinition<
  Needs extends CommandNeeds,
  Schema extends StandardSchema | undefined,
> {
  /** The name it is known by: at most 60 characters, no space around it. */
  readonly key: string;
  /** Other names it answers to, each as long as a key may be; none unless given. */
  readonly aliases?: readonly string[];
  /** Makes it a system command, which can never be typed. */
  readonly system?: SystemCommandName;
  /** Makes it an exit: it matches only when nothing follows its name. */
  readonly isExit?: boolean;
  /** Lets its args follow a name at once, as in `'hello`. */
  readonly prefix?: boolean;
  /** What must follow its name, the space before it included, or it does not match: `/^ \d+$/`. */
  readonly argRegex?: RegExp;
  /** What the caller must have for the command to be in reach; `puppet` unless given. */
  readonly needs?: Needs;
  /** What the help shows; the first line is its summary. */
  readonly help?: string;
  /** How it is typed, shown when the args do not fit the schema. */
  readonly usage?: string;
  /** The chapter of the help it stands in; `general` unless given. */
  readonly category?: string;
  /** Whether the help tells of it; it does unless this is `false`. */
  readonly autoHelp?: boolean;
  /** The least level, or the permission of a plugin, that sees the command; without one, everybody does. */
  readonly permission?: NeededPermission;
  /**
   * The step of a session's life that it leads to when all goes well: those who watch a session in
   * the observatory are told which hooks it will run. It changes nothing in what the command does.
   */
  readonly leadsTo?: SessionStep;
  /**
   * Tells whether a caller may know of the command, beside `permission`: to others it is as good
   * as absent (behaviour 8.2.6). It is asked often: answer at once, and change nothing. A superuser
   * is not asked.
   */
  readonly access?: (caller: CommandCaller) => boolean;
  /**
   * Whether its `msg` reaches all sessions of the caller instead of the one that typed the line
   * (behaviour 6.8); the setting `commandDefaultMsgAllSessions` decides unless given.
   */
  readonly msgAllSessions?: boolean;
  /** Whether the session's next command finds this one as its `lastCmd` (behaviour 8.3.4). */
  readonly saveForNext?: boolean;
  /**
   * What of its args may be a secret, and is left out of the audit log: all of them, or what stands
   * right of a `=`. What `ask` hides is never in it.
   */
  readonly secretArgs?: "all" | "right";
  /**
   * What the args must be: any Standard Schema, given the trimmed text, or `undefined` when
   * nothing was typed after the name. Without a schema `run` gets the trimmed text.
   */
  readonly args?: Schema;
  /**
   * Runs when the caller has what is needed, before the args are read: they are trimmed text
   * here. `"stop"` ends the command without a word (behaviour 8.3.4).
   */
  readonly preRun?: (
    context: CommandContext<Needs>,
  ) => PreRunVerdict | Promise<PreRunVerdict>;
  /** Runs when `run` has ended well; what it throws undoes the command, as in `run`. */
  readonly postRun?: (context: CommandContext<Needs, ArgsOf<Schema>>) => void | Promise<void>;
  /** Does it; what it says reaches the user when its turn ends. */
  readonly run: (context: CommandContext<Needs, ArgsOf<Schema>>) => void | Promise<void>;
}

/**
 * Creates a command; the context of its `run` is typed by what it needs and by its schema.
 *
 * @param definition What the command is called, needs and does.
 * @returns The command, frozen, with the defaults filled in.
 * @throws {TypeError} When its key or an alias cannot be a name.
 *
 * @example A command whose args are checked
 * ```ts
 * import { defineCommand } from "@vestibule/core";
 * import assert from "node:assert/strict";
 * import * as z from "zod";
 *
 * const roll = defineCommand({
 *   key: "roll",
 *   usage: "roll [sides]",
 *   args: z.coerce.number().int().min(2).max(100).default(6),
 *   run({ args, msg, puppet }) {
 *     msg(`${puppet.name} rolls a die of ${args.toFixed()} sides.`);
 *   },
 * });
 *
 * assert.deepEqual([roll.key, roll.needs, roll.category], ["roll", "puppet", "general"]);
 * ```
 */
export function defineCommand<
  Needs extends CommandNeeds = "puppet",
  Schema extends StandardSchema | undefined = undefined,
>(
  definition: CommandDefinition<Needs, Schema>,
): Command<CommandContext<Needs, ArgsOf<Schema>>, CommandContext<Needs>> {
  const { args, ...rest } = definition;
  const command = { aliases: [], needs: "puppet" as const, category: "general", ...rest };
  checkCommandNames(command);
  return Object.freeze(args === undefined ? command : { ...command, args });
}
