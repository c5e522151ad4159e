/** The commands everybody knows, and a house to try them in: a plugin like any other. */
import { definePlugin, type Plugin } from "../api.ts";
import { ACCOUNT_SET } from "./account_set.ts";
import { CHARACTER_SET } from "./character_set.ts";
import {
  CLIENT_SETTINGS,
  CLIENT_SETTINGS_GET,
  takeClientSettings,
  tellClientSettings,
} from "./client/client_settings.ts";
import { answerComplete, INPUT_COMPLETE, INPUT_COMPLETIONS } from "./client/input_complete.ts";
import { markupTopic } from "./markup_topic.ts";
import { applySavedFlags } from "./saved_flags.ts";
import { welcome } from "./welcome.ts";
import { tellTwoFactorOff } from "./tell_two_factor_off.ts";
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
    provide.oob(INPUT_COMPLETE, answerComplete);
    provide.oob(INPUT_COMPLETIONS);
    provide.oob(CLIENT_SETTINGS, takeClientSettings);
    provide.oob(CLIENT_SETTINGS_GET, tellClientSettings);
    on("session:login", applySavedFlags);
    on("session:login", welcome);
    on("session:login", tellTwoFactorOff);
  },
});

export default builtin;
