import {
  addSshKey,
  type AnyCommand,
  type CommandContext,
  defineCommand,
  escapeMarkup,
  type MuxArgs,
  muxArgs,
  removeSshKey,
  sshKeysOf,
  table,
} from "../../api.ts";
import { keptAtHome } from "../kept_at_home.ts";
import { commandLink } from "../markup.ts";

type Context = CommandContext<"account", MuxArgs<never>>;

/** Adds, lists and removes the public keys by which an account is let in over SSH. */
export const sshkey: AnyCommand = defineCommand({
  key: "sshkey",
  aliases: ["sshkeys"],
  needs: "account",
  category: "account",
  permission: "Player",
  usage: "sshkey [add KEY | remove N]",
  help: "Lists the public keys that let you in over SSH without a password, adds one or removes " +
    "one. KEY is the one line of your public key file, such as ~/.ssh/id_ed25519.pub; " +
    "ssh-keygen -t ed25519 makes one. Then ssh lets you in by your account's name, as in: " +
    "ssh -p 4004 NAME@HOST",
  args: muxArgs(),
  run(context) {
    const elsewhere = keptAtHome(context.game);
    if (elsewhere !== undefined) return context.msg(elsewhere);
    const [verb = "", ...words] = context.args.args.split(/\s+/);
    const rest = words.join(" ");
    switch (verb.toLowerCase()) {
      case "":
      case "list":
        return list(context);
      case "add":
        return add(context, rest);
      case "remove":
        return remove(context, rest);
    }
    context.msg(`Type ${commandLink("sshkey")}, |wsshkey add|n KEY or |wsshkey remove|n N.`);
  },
});

function add({ account, msg }: Context, line: string): void {
  if (account.isGuest) return msg("A guest has no keys, as a guest's account ends with the visit.");
  const result = addSshKey(account, line);
  if (result.kind === "refused") return msg(`${escapeMarkup(result.problem)} Nothing was added.`);
  const { type, fingerprint } = result.key;
  msg(`Added ${type} ${escapeMarkup(fingerprint)}. It lets you in over SSH as ${account.name}.`);
}

function remove({ account, msg }: Context, number: string): void {
  const removed = /^\d+$/.test(number) ? removeSshKey(account, Number(number)) : undefined;
  if (removed === undefined) {
    return msg(`Which one? Type ${commandLink("sshkey")} to see your keys and their numbers.`);
  }
  msg(`Removed ${removed.type} ${escapeMarkup(removed.fingerprint)}. It lets nobody in any more.`);
}

function list({ account, msg }: Context): void {
  const rows = sshKeysOf(account).map(({ type, fingerprint, comment }, at) => [
    String(at + 1),
    type,
    escapeMarkup(fingerprint),
    escapeMarkup(comment),
  ]);
  if (rows.length > 0) return msg(table(rows, { head: ["No.", "Kind", "Fingerprint", "Name"] }));
  msg(`You have no keys. To log in over SSH without a password, type |wsshkey add|n KEY.`);
}
