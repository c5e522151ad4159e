import {
  type AnyCommand,
  type CommandContext,
  defineCommand,
  escapeMarkup,
  type MuxArgs,
  muxArgs,
  type ProtocolFlags,
  type Session,
  table,
} from "../../api.ts";
import {
  checkFlags,
  findFlag,
  flagText,
  readFlag,
  SETTABLE_FLAGS,
  unknownFlag,
} from "../client_flags.ts";
import { FIXED_ENCODING, hasFixedEncoding } from "../fixed_encoding.ts";
import { commandLink, counted } from "../markup.ts";
import { clearFlags, savedFlags, saveFlags } from "../saved_flags.ts";

type Context = CommandContext<"account", MuxArgs<"save" | "clear">>;

/** Shows and sets what is known of the client (behaviour 9.3.6). */
export const option: AnyCommand = defineCommand({
  key: "option",
  aliases: ["options"],
  needs: "account",
  category: "account",
  usage: "option[/save|/clear] [NAME [= VALUE]]",
  help: "Shows what is known of your client, or changes it for this session. With /save what you " +
    "chose holds at every login; /clear forgets what was saved.",
  args: muxArgs({ switches: ["save", "clear"] }),
  run(context) {
    const { switches, lhs, rhs } = context.args;
    if (switches.length > 1) return context.msg("Use one switch at a time.");
    if (switches.includes("clear")) return clear(context);
    if (rhs !== null) return change(context, lhs, rhs);
    return switches.includes("save") ? save(context) : list(context);
  },
});

function list({ args, session, account, msg }: Context): void {
  const only = args.lhs === "" ? undefined : findFlag(args.lhs);
  if (args.lhs !== "" && only === undefined) return msg(escapeMarkup(unknownFlag(args.lhs)));
  const known = new Map<string, unknown>(Object.entries(session.protocolFlags));
  const saved = new Map<string, unknown>(Object.entries(savedFlags(account)));
  const names = only === undefined ? new Set([...SETTABLE_FLAGS, ...known.keys()]) : [only];
  const rows = [...names].map((name) => [
    escapeMarkup(name),
    escapeMarkup(flagText(known.get(name))),
    session.flagSources[name] ?? "",
    saved.has(name) ? `saved: ${escapeMarkup(flagText(saved.get(name)))}` : "",
  ]);
  msg(table(rows, { head: ["Option", "Now", "From", "At login"] }));
}

function change(context: Context, typed: string, value: string): void {
  const { args, session, account, msg } = context;
  const read = readFlag(typed, value);
  if (read.kind === "bad") return msg(escapeMarkup(read.problem));
  const { name, flags } = read;
  if (name === "encoding" && hasFixedEncoding(session)) return msg(FIXED_ENCODING);
  session.updateFlags(flags);
  const isSaved = args.switches.includes("save");
  if (isSaved) saveFlags(account, flags);
  const until = isSaved
    ? "It is saved, and holds at every login."
    : `Type ${commandLink(`option/save ${name}`)} to keep it.`;
  msg(`The option ${name} is ${escapeMarkup(flagText(flags[name]))} now. ${until}`);
}

function save({ args, session, account, msg }: Context): void {
  const { protocolFlags } = session;
  if (args.lhs === "") {
    const chosen = chosenFlags(session);
    const count = Object.keys(chosen).length;
    if (count === 0) {
      return msg("You have chosen nothing that could be saved: set an option first.");
    }
    saveFlags(account, chosen);
    return msg(`Saved ${counted(count, "option")}: what you chose holds at every login.`);
  }
  const name = findFlag(args.lhs);
  if (name === undefined) return msg(escapeMarkup(unknownFlag(args.lhs)));
  if (protocolFlags[name] === undefined) return msg(`The option ${name} is unknown: set it first.`);
  saveFlags(account, { [name]: protocolFlags[name] });
  msg(`Saved: ${name} is ${escapeMarkup(flagText(protocolFlags[name]))} at every login.`);
}

/** Returns what the user chose: what was found out of this client need not hold for the next. */
function chosenFlags({ protocolFlags, flagSources }: Session): ProtocolFlags {
  const known = Object.entries(protocolFlags);
  return checkFlags(Object.fromEntries(known.filter(([name]) => flagSources[name] === "user")));
}

function clear({ args, account, msg }: Context): void {
  if (args.lhs === "") {
    clearFlags(account);
    return msg("Nothing is saved any more. What holds now stays until you leave.");
  }
  const name = findFlag(args.lhs);
  if (name === undefined) return msg(escapeMarkup(unknownFlag(args.lhs)));
  if (!Object.hasOwn(savedFlags(account), name)) return msg(`The option ${name} was not saved.`);
  clearFlags(account, name);
  msg(`The option ${name} is not saved any more.`);
}
