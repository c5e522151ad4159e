import {
  type Account,
  type AnyCommand,
  type CommandContext,
  defineCommand,
  escapeMarkup,
  type MuxArgs,
} from "../../api.ts";
import { commandLink, shownName, shownText } from "../markup.ts";
import { requiredArgs } from "../required_args.ts";

type Context = CommandContext<"account", MuxArgs<never>>;

/** How many may be paged at once. */
const MAX_PAGED = 10;

/** Tells accounts something, wherever they are (behaviour 9.3.9). */
export const page: AnyCommand = defineCommand({
  key: "page",
  aliases: ["tell"],
  needs: "account",
  usage: "page NAME, NAME = TEXT",
  help: "Tells something to the accounts that you name, in all their sessions, wherever they are.",
  args: requiredArgs("Whom do you want to tell what?", { sides: "both" }),
  run(context) {
    const { args: { lhsList, rhs }, account, session, game, msg } = context;
    if (lhsList.length > MAX_PAGED) return msg(`Name ${MAX_PAGED} accounts at most.`);
    const targets = present(context, lhsList);
    if (targets.length === 0) return;
    const text = escapeMarkup(rhs ?? "");
    const heard = `${shownName(account.name)} pages: ${text}`;
    const others = targets.filter(({ id }) => id !== account.id);
    for (const target of others) target.msg(heard);
    const said = `You page ${targets.map(({ name }) => shownName(name)).join(", ")}: ${text}`;
    msg(said);
    const channel = { channel: "page", talker: account.name };
    game.oob.channelText([session], { ...channel, text: said });
    game.oob.channelText(others.flatMap(({ sessions }) => sessions), { ...channel, text: heard });
  },
});

/** Returns those who are here, each once, and tells who is not. */
function present({ game, msg }: Context, names: readonly string[]): readonly Account[] {
  const targets = new Set<Account>();
  for (const name of names) {
    const target = game.sessions.accounts().find((one) => {
      return one.name.toLowerCase() === name.toLowerCase();
    });
    if (target !== undefined) targets.add(target);
    else {
      msg(
        `Nobody called "${shownText(name)}" is here. ` +
          `Type ${commandLink("who")} to see who is.`,
      );
    }
  }
  return [...targets];
}
