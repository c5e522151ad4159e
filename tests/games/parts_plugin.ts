import { defineCommand, definePlugin, type Plugin } from "../../src/plugins/api.ts";

/** Provides one thing of each kind that is neither a set nor a session class. */
const parts: Plugin = definePlugin({
  name: "parts",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.connectionScreen("hello", () => "Hello from a plugin.");
    provide.oocPart("note", () => "A note from a plugin.");
    provide.help({ key: "parts", text: "A topic from a plugin." });
    provide.permission("make", { least: "Player", about: "make lamps" });
    provide.accountType("lighter", { attributes: { oil: 3 } });
    provide.objectType("lamp", {
      ...{ base: "thing", name: "lamp" },
      appearance: (_, looker, plain) => `${plain}\nIt shines on ${looker.name}.`,
    });
    provide.outputfunc("light", (_, args, kwargs) => ["light", args, { ...kwargs, on: true }]);
    provide.commands("builtin/character", [
      defineCommand({
        key: "lamp",
        permission: "parts/make",
        run({ game, account, puppet, msg }) {
          game.world.create({ type: "parts/lamp", location: puppet.location });
          msg({ oob: { light: { oil: account.get("oil") ?? 0 } } });
        },
      }),
    ]);
  },
});

export default parts;
