import {
  type AnyCommand,
  type AuthenticateResult,
  type BanKind,
  defineCommand,
} from "../../api.ts";
import { duration } from "../duration.ts";
import { commandLink } from "../markup.ts";
import { CANCELLED, chooseName, TOO_MANY } from "./choose_name.ts";
import { parseCredentials } from "./credentials.ts";

/** What is said to who is banned: nothing of whether the name is somebody's. */
const BANNED: Readonly<Record<BanKind, string>> = {
  address: "Connections from your address are not accepted here.",
  name: "That name is banned here.",
};

/** Logs in (behaviour 9.1.1). */
export const connect: AnyCommand = defineCommand({
  key: "connect",
  aliases: ["con", "conn", "co"],
  needs: "session",
  category: "login",
  usage: "connect [NAME [PASSWORD]]",
  help: "Logs in to your account. What you leave out is asked for; a password that is asked for " +
    "is hidden while you type it.",
  async run(context) {
    const { args, game, session, msg, ask } = context;
    const given = parseCredentials(args);
    if (given.kind === "tooMany") return msg(TOO_MANY);
    const name = await chooseName(context, given.name);
    if (name === null) return;
    const password = given.password || await ask("Password: ", { secret: true });
    if (password === "") return msg(CANCELLED);
    const result = await game.accounts.authenticate(name, password, session.address);
    if (result.kind === "ok") return await game.sessions.login(session, result.account);
    msg(refusal(result));
  },
});

function refusal(result: Exclude<AuthenticateResult, { kind: "ok" }>): string {
  if (result.kind === "throttled") {
    const wait = duration(result.seconds * 1000);
    return `Too many failed logins came from your address. Try again in ${wait}.`;
  }
  if (result.kind === "banned") return BANNED[result.what];
  return `That name and that password do not belong together. Try again, or type ` +
    `${commandLink("create")} to make an account.`;
}
