import {
  type AnyCommand,
  defineCommand,
  definePlugin,
  type Plugin,
} from "../../src/plugins/api.ts";

/** Throws. */
function fail(): never {
  throw new Error("on purpose");
}

const stumble: AnyCommand = defineCommand({ key: "stumble", needs: "account", run: fail });

/** Hides a command of the built-in plugin, and always fails. */
const who: AnyCommand = defineCommand({ key: "who", needs: "account", run: fail });

/** Fails in commands, in an inputfunc, at each login and in a delay. */
const failing: Plugin = definePlugin({
  name: "failing",
  version: "1.0.0",
  api: 1,
  description: "Fails.",
  setup({ provide, on }) {
    provide.commands("builtin/account", [stumble, who]);
    provide.inputfunc("stumble", fail);
    on("session:login", fail);
    on("session:puppet", ({ session }) => session.msg("The failing plugin saw you."));
  },
});

export default failing;
