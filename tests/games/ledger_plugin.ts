import {
  type AnyCommand,
  type CommandContext,
  defineCommand,
  definePlugin,
  type Plugin,
} from "../../src/plugins/api.ts";

function command(
  key: string,
  run: (context: CommandContext<"account">) => void | Promise<void>,
): AnyCommand {
  return defineCommand({ key, needs: "account", run });
}

/** Commands that keep things in the plugin's storage, and a timer that counts. */
const ledger: Plugin = definePlugin({
  name: "ledger",
  version: "1.0.0",
  api: 1,
  setup({ provide, storage, after, every }) {
    const note = (args: string) => {
      const [key = "", value = ""] = args.split("=");
      storage.set(key, value);
    };
    provide.commands("builtin/account", [
      command("note", ({ args, msg }) => {
        note(args);
        msg(`Noted ${args}.`);
      }),
      command("erase", ({ args, msg }) => msg(storage.delete(args) ? "Erased." : "Not there.")),
      command("notes", ({ msg }) => msg(JSON.stringify(storage.entries()))),
      command("misnote", ({ args, msg }) => {
        note(args);
        msg(`Noted ${args}.`);
        throw new Error("a blot");
      }),
      command("slownote", async ({ args, ask }) => {
        note(args);
        note(`${args}, ${await ask("And? ")}`);
        throw new Error("a slow blot");
      }),
    ]);
    let rings = 0;
    after(0, () => void rings++);
    provide.commands("builtin/account", [command("rings", ({ msg }) => msg(`${rings}`))]);
    every(60_000, () => storage.set("minutes", Number(storage.get("minutes") ?? 0) + 1));
  },
});

export default ledger;
