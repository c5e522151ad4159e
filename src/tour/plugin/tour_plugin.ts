import { definePlugin, type Plugin } from "../../plugins/api.ts";
import { binoculars, BINOCULARS_SET } from "./binoculars.ts";
import { jot, notes } from "./jot.ts";

/** What the chapters show and the default commands do not have. */
export const tourPlugin: Plugin = definePlugin({
  name: "tour",
  version: "0.1.0",
  api: 1,
  setup({ provide }) {
    provide.cmdset("binoculars", BINOCULARS_SET);
    provide.commands("builtin/account", [binoculars, jot, notes]);
  },
});
