import { checkPlugins, type UsedPlugin } from "../../src/plugins/check_plugins.ts";
import { definePlugin } from "../../src/plugins/define_plugin.ts";
import { orderPlugins } from "../../src/plugins/order_plugins.ts";
import { PluginError } from "../../src/plugins/plugin_error.ts";
import { needsOf } from "../../src/plugins/plugin_needs.ts";
import { checkSettings } from "../../src/plugins/plugin_settings.ts";
import { assertRefusal, jsonOf } from "../checks.ts";
import type { FuzzTarget } from "../fuzz_target.ts";

/** What plugins say of themselves: a list of manifests as JSON, each with its settings. */
export const MANIFESTS: FuzzTarget = {
  name: "manifests",
  holds: "put in order, or refused with every problem in a sentence",
  words: [
    '"name":"a"',
    '"version":"1.0.0"',
    '"api":1',
    '"dependsOn":{"b":"^1.0.0"}',
    '"given":{"x":1}',
  ],
  async run(bytes) {
    const value = jsonOf(bytes);
    try {
      const plugins = await checkSettings(orderPlugins(checkPlugins(usedIn(value))));
      for (const { plugin } of plugins) needsOf(plugin, {});
    } catch (error) {
      assertRefusal(error, PluginError);
    }
  },
};

/** A module's default export is made by definePlugin(), or by hand. */
function usedIn(value: unknown): readonly UsedPlugin[] {
  return (Array.isArray(value) ? value : [value]).map((one, at) => {
    if (typeof one !== "object" || one === null) {
      return { use: `p${at}`, plugin: one, settings: {} };
    }
    const { given = {}, ...manifest } = one;
    return { use: `p${at}`, plugin: definePlugin({ ...manifest, setup() {} }), settings: given };
  });
}
