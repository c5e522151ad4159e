import type { StandardSchemaV1 } from "@standard-schema/spec";
import { checkCommandNames } from "../cmdset/cmdset.ts";
import type { Command, CommandNeeds, SystemCommandName } from "./command.ts";
import type { CommandContext } from "./context.ts";
import type { Permission } from "./permission.ts";

/** What `run` gets as args: what the schema makes of the text, or the trimmed text. */
export type ArgsOf<Schema extends StandardSchemaV1 | undefined> = Schema extends StandardSchemaV1
  ? StandardSchemaV1.InferOutput<Schema>
  : string;

/** What a game author says of a command; see {@linkcode Command} for what each field means. */
export interface CommandDefinition<
  Needs extends CommandNeeds,
  Schema extends StandardSchemaV1 | undefined,
> {
  readonly key: string;
  /** None unless given. */
  readonly aliases?: readonly string[];
  readonly system?: SystemCommandName;
  readonly isExit?: boolean;
  readonly prefix?: boolean;
  /** `puppet` unless given. */
  readonly needs?: Needs;
  readonly help?: string;
  readonly usage?: string;
  /** `general` unless given. */
  readonly category?: string;
  readonly permission?: Permission;
  readonly args?: Schema;
  readonly run: (context: CommandContext<Needs, ArgsOf<Schema>>) => void | Promise<void>;
}

/**
 * Creates a command; the context of its `run` is typed by what it needs and by its schema.
 *
 * @throws {TypeError} When its key or an alias cannot be a name.
 */
export function defineCommand<
  Needs extends CommandNeeds = "puppet",
  Schema extends StandardSchemaV1 | undefined = undefined,
>(
  definition: CommandDefinition<Needs, Schema>,
): Command<CommandContext<Needs, ArgsOf<Schema>>> {
  const { args, ...rest } = definition;
  const command = { aliases: [], needs: "puppet" as const, category: "general", ...rest };
  checkCommandNames(command);
  return Object.freeze(args === undefined ? command : { ...command, args });
}
