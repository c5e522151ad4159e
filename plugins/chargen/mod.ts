/**
 * Character creation on one session, while the account's other sessions play on.
 *
 * @module
 */
import { definePlugin, type Plugin } from "@vestibule/core";
import { charcreateCommand } from "./charcreate.ts";
import { ChargenSession } from "./chargen_session.ts";
import { makingMenu } from "./making.ts";
import { HeldNames } from "./names.ts";
import { progressLine, tellAtLogin } from "./progress.ts";
import { type ChargenSchema, SETTINGS } from "./settings.ts";

export { ChargenSession } from "./chargen_session.ts";
export {
  type Attribute,
  type ChargenInput,
  type ChargenSchema,
  type ChargenSettings,
  type DescriptionLimits,
  type Kind,
} from "./settings.ts";
export { type Texts } from "./texts.ts";

/** The plugin. */
const chargen: Plugin<ChargenSchema> = definePlugin({
  name: "chargen",
  version: "0.1.0",
  api: 1,
  settings: SETTINGS,
  setup({ settings, provide, storage, on }) {
    const parts = { settings, names: new HeldNames(storage, settings.nameHold) };
    provide.menu("making", makingMenu(parts));
    provide.commands("builtin/account", [charcreateCommand(parts)]);
    provide.sessionClass("ChargenSession", ChargenSession);
    provide.oocPart("progress", (account, session, game) => {
      return progressLine(account, session, { game, settings });
    });
    on("session:login", (event) => tellAtLogin(event, parts));
  },
});

export default chargen;
