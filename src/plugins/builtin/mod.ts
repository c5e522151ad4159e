/** The commands everybody knows, and a house to try them in: a plugin like any other. */
import { definePlugin, type Plugin } from "../api.ts";
import { ACCOUNT_SET } from "./account_set.ts";
import { CHARACTER_SET } from "./character_set.ts";
import { markupTopic } from "./markup_topic.ts";
import { applySavedFlags } from "./saved_flags.ts";
import { welcome } from "./welcome.ts";
import { UNLOGGEDIN_SET } from "./unloggedin_set.ts";
import { fillWorld } from "./world.ts";

/** The built-in commands. */
const builtin: Plugin = definePlugin({
  name: "builtin",
  version: "0.1.0",
  api: 1,
  setup({ provide, on }) {
    provide.cmdset("unloggedin", UNLOGGEDIN_SET);
    provide.cmdset("account", ACCOUNT_SET);
    provide.cmdset("character", CHARACTER_SET);
    provide.world(fillWorld);
    provide.help(markupTopic);
    on("session:login", applySavedFlags);
    on("session:login", welcome);
  },
});

export default builtin;
