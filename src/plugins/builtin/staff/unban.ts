import { type AnyCommand, type Bans, defineCommand, type RemoveBanResult } from "../../api.ts";
import { commandLink, shownText } from "../markup.ts";
import { requiredText } from "../required_text.ts";

/** Lifts a ban (behaviour 9.4.2). */
export const unban: AnyCommand = defineCommand({
  key: "unban",
  needs: "account",
  category: "staff",
  permission: "Admin",
  usage: "unban NUMBER|ADDRESS|NETWORK|NAME",
  help: "Lifts a ban, named by its number or by whom it keeps out.",
  args: requiredText("Which ban do you want to lift?"),
  run({ args, game, msg }) {
    const result = lifted(game.bans, args);
    if (result.kind === "none") {
      return msg(
        `There is no ban "${shownText(args)}". Type ${commandLink("ban")} to see which there are.`,
      );
    }
    msg(`You lifted ban ${result.ban.id}, of ${shownText(result.ban.pattern)}.`);
  },
});

/** A name may be all digits, too. */
function lifted(bans: Bans, wanted: string): RemoveBanResult {
  const [, number] = /^#?(\d{1,15})$/.exec(wanted) ?? [];
  const byNumber = number === undefined ? undefined : bans.remove(Number(number));
  return byNumber?.kind === "removed" ? byNumber : bans.remove(wanted);
}
