import {
  type Account,
  type AnyCommand,
  type CommandContext,
  defineCommand,
  escapeMarkup,
  type MuxArgs,
  outranks,
  type Session,
} from "../../api.ts";
import { findSessions } from "../find_sessions.ts";
import { counted, shownName, shownText } from "../markup.ts";
import { requiredArgs } from "../required_args.ts";
import { type BootArgs, parseBoot } from "./parse_boot.ts";

type Context = CommandContext<"account", MuxArgs<"quiet" | "sid">>;

/** Ends the sessions of somebody (behaviour 9.4.1). */
export const boot: AnyCommand = defineCommand({
  key: "boot",
  needs: "account",
  category: "staff",
  permission: "Admin",
  usage: "boot[/quiet][/sid] WHO [: REASON]",
  help: "Disconnects an account by its name, or one session by its number, such as #3 or, with " +
    "/sid, 3. They are told who did it and the reason, but not with /quiet.",
  args: requiredArgs("Whom do you want to boot?", { sides: "left", switches: ["quiet", "sid"] }),
  async run(context) {
    const { args: { args, switches }, game, msg, account, session } = context;
    const wish = parseBoot(args);
    const targets = findSessions(game, wantedOf(context, wish));
    const problem = problemOf(context, wish, targets);
    if (problem !== undefined) return msg(problem);
    const booted = described(targets);
    const text = switches.includes("quiet") ? undefined : farewell(account, wish.reason);
    session.log(`${account.name} booted ${loggedAs(targets)}: ${wish.reason}`);
    for (const target of targets) await game.sessions.disconnect(target, "booted", text);
    msg(`You booted ${booted}.`);
  },
});

/** With /sid a number need not have its sign. */
function wantedOf({ args: { switches } }: Context, { who }: BootArgs): string {
  return switches.includes("sid") ? `#${who.replace(/^#/, "")}` : who;
}

function problemOf(
  { args: { switches }, session, account }: Context,
  { who }: BootArgs,
  targets: readonly Session[],
): string | undefined {
  if (targets.length === 0) {
    const what = switches.includes("sid") ? "There is no session" : "Nobody is here called";
    return `${what} "${shownText(who)}".`;
  }
  if (targets.includes(session)) return "You cannot boot yourself: type |wquit|n to leave.";
  if (!targets.some((target) => target.account !== null && outranks(target.account, account))) {
    return undefined;
  }
  return "You cannot boot somebody whose permission is higher than yours.";
}

function described(targets: readonly Session[]): string {
  const account = targets[0]?.account ?? null;
  const whose = account === null ? "that had not logged in" : `of ${shownName(account.name)}`;
  return `${counted(targets.length, "session")} ${whose}`;
}

function loggedAs(targets: readonly Session[]): string {
  return targets.map(({ sessid, name }) => `#${sessid} (${name})`).join(", ");
}

function farewell(by: Account, reason: string): string {
  const why = reason === "" ? "." : `: ${escapeMarkup(reason)}`;
  return `${escapeMarkup(by.name)} ended your connection${why}`;
}
