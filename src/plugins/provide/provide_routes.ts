import type { PluginApp } from "../../core/http/plugin_app.ts";
import type { Provide } from "../define_plugin.ts";
import { showErrors } from "./hono_errors.ts";
import { type Intake, putIn } from "./intake.ts";

const NO_FETCH = "as it must have a fetch(): it has none. Give a Hono app, or { fetch }";
const SECOND = "as a plugin has one app: it has one already. Put all routes into that";

/** Takes what answers HTTP for a plugin, under the plugin's own name. */
export function provideRoutes(intake: Intake, kept: Map<string, PluginApp>): Provide["routes"] {
  const { plugin } = intake;
  return (app) =>
    intake.take({ kind: "routes", name: `/plugins/${plugin}` }, () => {
      if (typeof app?.fetch !== "function") return NO_FETCH;
      if (kept.has(plugin)) return SECOND;
      showErrors(app);
      return putIn(kept, [plugin, app]);
    });
}
