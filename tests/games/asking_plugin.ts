import { defineCommand, definePlugin, type Plugin } from "../../src/plugins/api.ts";

/** Asks for what it needs, and says what it got. */
const asking: Plugin = definePlugin({
  name: "asking",
  version: "1.0.0",
  api: 1,
  needs: { read: ["tests/e2e", "docs"], env: ["ASKING_KEY", "HOME"], net: ["127.0.0.1:9"] },
  setup: ({ provide }) =>
    provide.commands("builtin/unloggedin", [
      defineCommand({
        key: "read",
        needs: "session",
        run: async ({ args, msg }) => msg((await Deno.readTextFile(args)).slice(0, 20)),
      }),
      defineCommand({
        key: "env",
        needs: "session",
        run: ({ args, msg }) => msg(Deno.env.get(args) ?? "unset"),
      }),
      defineCommand({
        key: "dial",
        needs: "session",
        run: async ({ args, msg }) => {
          using socket = await Deno.connect({ hostname: "127.0.0.1", port: Number(args) });
          msg(`connected to ${socket.remoteAddr.transport}`);
        },
      }),
    ]),
});

export default asking;
