import { defineCommand, definePlugin, type Plugin } from "../../src/plugins/api.ts";

/** Before login, `dig` lasts until somebody types `fill`. */
const digging: Plugin = definePlugin({
  name: "digging",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    const filled = Promise.withResolvers<void>();
    provide.commands("builtin/unloggedin", [
      defineCommand({ key: "dig", needs: "session", run: () => filled.promise }),
      defineCommand({ key: "fill", needs: "session", run: () => filled.resolve() }),
    ]);
  },
});

export default digging;
