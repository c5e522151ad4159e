import { defineCommand, definePlugin, type Plugin } from "../../src/plugins/api.ts";

/** Two commands that ban, one of which then throws, and one that tells what is banned. */
const bans: Plugin = definePlugin({
  name: "bans",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    provide.commands("builtin/account", [
      defineCommand({
        key: "keepout",
        needs: "account",
        run: async ({ args, game }) => void await game.bans.add({ pattern: args }, null),
      }),
      defineCommand({
        key: "rashly",
        needs: "account",
        async run({ args, game }) {
          await game.bans.add({ pattern: args }, null);
          throw new Error("too rash");
        },
      }),
      defineCommand({
        key: "keptout",
        needs: "account",
        run: ({ game, msg }) => msg(game.bans.all().map(({ pattern }) => pattern).join(" ")),
      }),
    ]);
  },
});

export default bans;
