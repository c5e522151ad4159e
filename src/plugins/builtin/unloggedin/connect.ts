import { type AnyCommand, defineCommand } from "../../api.ts";
import { connectByCode } from "./connect_by_code.ts";
import { CANCELLED, chooseName, TOO_MANY } from "./choose_name.ts";
import { parseCredentials } from "./credentials.ts";
import { connectGuest } from "./guest.ts";
import { loginRefusal } from "./login_refusal.ts";

/** Logs in (behaviour 9.1.1). */
export const connect: AnyCommand = defineCommand({
  key: "connect",
  aliases: ["con", "conn", "co"],
  needs: "session",
  category: "login",
  leadsTo: "login",
  usage: "connect [NAME [PASSWORD]]",
  help: "Logs in to your account. What you leave out is asked for; a password that is asked for " +
    "is hidden while you type it. Where guests are let in, |wconnect guest|n needs no account.",
  async run(context) {
    const { args, game, session, msg, ask } = context;
    if (game.settings.guestEnabled && args.toLowerCase() === "guest") {
      return await connectGuest(context);
    }
    const given = parseCredentials(args);
    if (given.kind === "tooMany") return msg(TOO_MANY);
    const name = await chooseName(context, given.name);
    if (name === null) return;
    const password = given.password || await ask("Password: ", { secret: true });
    if (password === "") return msg(CANCELLED);
    const result = await game.accounts.authenticate(name, password, session.address);
    if (result.kind === "code") return await connectByCode(context, result.owner);
    if (result.kind === "ok") return await game.sessions.login(session, result.account);
    msg(loginRefusal(result));
  },
});
