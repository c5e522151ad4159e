import {
  type Account,
  type AnyCommand,
  defineCommand,
  escapeMarkup,
  type Game,
  outranks,
  type Session,
} from "../../api.ts";
import { counted, shownName, shownText } from "../markup.ts";
import { requiredText } from "../required_text.ts";
import { parseBoot } from "./parse_boot.ts";

/** Ends the sessions of somebody (behaviour 9.4.1). */
export const boot: AnyCommand = defineCommand({
  key: "boot",
  needs: "account",
  category: "staff",
  permission: "Admin",
  usage: "boot WHO [= REASON]",
  help: "Disconnects an account by its name, or one session by its number, such as #3. They are " +
    "told the reason.",
  args: requiredText("Whom do you want to boot?"),
  async run({ args, game, msg, session, account }) {
    const { who, reason } = parseBoot(args);
    const targets = targetsOf(game, who);
    if (targets.length === 0) return msg(`Nobody called "${shownText(who)}" is here.`);
    if (targets.includes(session)) return msg("You cannot boot yourself: type |wquit|n to leave.");
    if (targets.some((target) => target.account !== null && outranks(target.account, account))) {
      return msg("You cannot boot somebody whose permission is higher than yours.");
    }
    const booted = described(targets);
    for (const target of targets) {
      await game.sessions.disconnect(target, "booted", farewell(account, reason));
    }
    msg(`You booted ${booted}.`);
  },
});

function targetsOf(game: Game, who: string): readonly Session[] {
  const [, number] = /^#(\d{1,15})$/.exec(who) ?? [];
  if (number !== undefined) {
    const session = game.sessions.get(Number(number));
    return session === undefined ? [] : [session];
  }
  const wanted = who.toLowerCase();
  return game.sessions.accounts().find(({ name }) => name.toLowerCase() === wanted)?.sessions ?? [];
}

function described(targets: readonly Session[]): string {
  const account = targets[0]?.account ?? null;
  const whose = account === null ? "that had not logged in" : `of ${shownName(account.name)}`;
  return `${counted(targets.length, "session")} ${whose}`;
}

function farewell(by: Account, reason: string): string {
  const why = reason === "" ? "." : `: ${escapeMarkup(reason)}`;
  return `${escapeMarkup(by.name)} ended your connection${why}`;
}
