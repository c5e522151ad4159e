import type { CommandContext } from "../../api.ts";
import { commandLink } from "../markup.ts";

/** What is said when an empty answer ends a command. */
export const CANCELLED = "Cancelled; nothing was changed.";

/** What is said when more than a name and a password was typed. */
export const TOO_MANY = 'That is more than a name and a password: put "quotes" around spaces.';

/**
 * Settles on the name of an account: asks for it if it was not given, and checks it.
 *
 * @param context The command's.
 * @param given The name, or nothing.
 * @returns The name, or `null` when the user has been told why there is none.
 */
export async function chooseName(
  { ask, msg, game, name: command }: CommandContext<"session">,
  given: string,
): Promise<string | null> {
  const name = given === "" ? await ask("Account name: ") : given;
  const problem = name === "" ? CANCELLED : game.accounts.checkName(name);
  if (problem === null) return name;
  msg(name === "" ? problem : `${problem} Type ${commandLink(command)} to try again.`);
  return null;
}
