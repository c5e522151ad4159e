import { type AnyCommand, type CommandContext, defineCommand, escapeMarkup } from "../../api.ts";
import { commandLink, shownName } from "../markup.ts";
import { CANCELLED, chooseName, TOO_MANY } from "./choose_name.ts";
import { parseCredentials } from "./credentials.ts";

/** Makes an account and logs in to it (behaviour 9.1.2). */
export const create: AnyCommand = defineCommand({
  key: "create",
  aliases: ["cre", "cr"],
  needs: "session",
  category: "login",
  leadsTo: "login",
  usage: "create [NAME [PASSWORD]]",
  help: "Makes an account and logs you in. What you leave out is asked for; a password that is " +
    "asked for is hidden while you type it.",
  async run(context) {
    const { args, game, msg } = context;
    if (!game.settings.newAccountRegistrationEnabled) {
      return msg("New accounts are not taken here.");
    }
    const given = parseCredentials(args);
    if (given.kind === "tooMany") return msg(TOO_MANY);
    const name = await chooseName(context, given.name);
    if (name === null) return;
    const password = await choosePassword(context, name, given.password);
    if (password !== null) await makeAccount(context, name, password);
  },
});

async function choosePassword(
  { ask, msg, game }: CommandContext<"session">,
  name: string,
  given: string,
): Promise<string | null> {
  const password = given || await ask("Choose a password: ", { secret: true });
  if (password === "") return tell(msg, CANCELLED);
  const problem = game.accounts.checkPassword(password, name);
  if (problem !== null) return tell(msg, `${escapeMarkup(problem)} ${again(name)}`);
  if (given !== "") return password;
  const repeated = await ask("The same password again: ", { secret: true });
  if (repeated === "") return tell(msg, CANCELLED);
  if (repeated !== password) return tell(msg, `The two passwords differ. ${again(name)}`);
  return password;
}

async function makeAccount(
  { game, session, msg }: CommandContext<"session">,
  name: string,
  password: string,
): Promise<void> {
  const result = await game.accounts.create(name, password, session.address);
  if (result.kind === "refused") return msg(result.problems.map(escapeMarkup).join("\n"));
  const { account } = result;
  msg(`Account created: ${shownName(account.name)}.`);
  await game.sessions.login(session, account);
}

function again(name: string): string {
  return `Type ${commandLink(`create ${name}`)} to try again.`;
}

function tell(msg: (text: string) => void, text: string): null {
  msg(text);
  return null;
}
