/**
 * Dice for Vestibule: roll them, or bet on them.
 *
 * @module
 */
import { definePlugin, type Plugin } from "@vestibule/core";
import { rollCommand } from "./roll.ts";
import { type Settings, settings } from "./settings.ts";
import { playCommand, tableSet } from "./table.ts";

export type { Settings };

/** The plugin; its type is written out, because publishing refuses inferred ones. */
const plugin: Plugin<typeof settings> = definePlugin({
  name: "dice",
  version: "0.1.0",
  api: 1,
  settings,
  setup({ settings, provide }) {
    provide.cmdset("table", tableSet(settings));
    provide.commands("builtin/character", [rollCommand(settings), playCommand(settings)]);
  },
});

export default plugin;
