import type { CommandContext, CreateGuestResult } from "../../api.ts";
import { commandLink, shownName } from "../markup.ts";
import { loginRefusal } from "./login_refusal.ts";

/**
 * Lets somebody in as a guest (behaviour 9.2.1).
 *
 * @param context The command's.
 */
export async function connectGuest(
  { game, session, msg }: CommandContext<"session">,
): Promise<void> {
  const result = await game.accounts.createGuest(session.address);
  if (result.kind !== "created") return msg(refusal(result));
  const { account } = result;
  msg(
    `You are a guest, called ${shownName(account.name)}; nothing is kept of you when you leave.`,
  );
  await game.sessions.login(session, account);
  // Whoever left meanwhile, or may not log in, takes no guest's place.
  if (account.sessions.length === 0) await game.accounts.delete(account);
}

function refusal(result: Exclude<CreateGuestResult, { kind: "created" }>): string {
  switch (result.kind) {
    case "disabled":
      return "Guests are not let in here.";
    case "full":
      return "All places for guests are taken. Try again later, or type " +
        `${commandLink("create")} to make an account.`;
    case "failed":
      return "Guests cannot be let in just now. Try again in a while.";
    default:
      return loginRefusal(result);
  }
}
