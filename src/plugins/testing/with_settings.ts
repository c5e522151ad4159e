import type { InputOf, StandardSchema } from "../../core/standard_schema.ts";
import type { Plugin } from "../define_plugin.ts";
import type { PluginWithSettings } from "../used_plugin.ts";

/**
 * Gives a plugin its settings, typed by the plugin's own schema.
 *
 * The object `{ use: plugin, settings }` does the same, and takes settings that do not fit: use it
 * to test what the plugin says to those.
 *
 * @param plugin The plugin.
 * @param settings Its settings, as a settings file would give them.
 *
 * @example A plugin that counts to what its settings say
 * ```ts
 * import { defineCommand, definePlugin } from "@vestibule/core";
 * import { testGame, withSettings } from "@vestibule/core/testing";
 * import { z } from "zod";
 *
 * const counting = definePlugin({
 *   name: "counting",
 *   version: "1.0.0",
 *   api: 1,
 *   settings: z.object({ upTo: z.number().default(3) }),
 *   setup({ settings, provide }) {
 *     const count = defineCommand({ key: "count", run: ({ msg }) => msg(`To ${settings.upTo}!`) });
 *     provide.commands("builtin/character", [count]);
 *   },
 * });
 *
 * await using game = await testGame({ plugins: [withSettings(counting, { upTo: 5 })] });
 * const anna = await game.player("Anna");
 * await anna.send("count");
 * anna.expect("To 5!");
 * ```
 */
export function withSettings<Schema extends StandardSchema>(
  plugin: Plugin<Schema>,
  settings: InputOf<Schema>,
): PluginWithSettings<Schema> {
  // A conditional type is not resolved while its schema is unknown: this one holds for each.
  return { use: plugin, settings } as PluginWithSettings<Schema>;
}
