import type { Clock } from "../clock.ts";
import type { Contributions } from "../contributions.ts";
import type { Sessions } from "../model.ts";
import type { Settings } from "../settings/settings.ts";
import type { Trace } from "../trace/trace.ts";
import type { Turns } from "../turns.ts";
import { PluginHealth } from "./plugin_health.ts";
import { PluginList, tellStaff } from "./plugin_list.ts";

/** What plugins are watched with. */
export interface PluginWatch {
  readonly contributions: Pick<Contributions, "plugins">;
  readonly settings: Pick<Settings, "pluginFailureLimit">;
  readonly clock: Clock;
  readonly trace: Trace;
}

/** What {@linkcode makePlugins} needs of the Server. */
export interface PluginServer {
  readonly turns: Turns;
  /** The sessions, which are made after the plugins. */
  readonly sessions: () => Pick<Sessions, "all">;
}

/** Makes the list of plugins, and what switches one off that fails too often. */
export function makePlugins(
  { contributions, settings, clock, trace }: PluginWatch,
  { turns, sessions }: PluginServer,
): { readonly health: PluginHealth; readonly plugins: PluginList } {
  const health: PluginHealth = new PluginHealth({
    ...{ trace, clock },
    limit: settings.pluginFailureLimit,
    mayBeOff: (name) => plugins.maySwitch(name),
    // What failed is taken back; this is not.
    onTooMany: (name, last) =>
      turns.journal.inScope({}, () => {
        tellStaff(name, last, { sessions: sessions(), trace });
        plugins.giveUp(name, last);
      }),
  });
  const plugins: PluginList = new PluginList({
    loaded: contributions.plugins,
    health,
    say: (message) => turns.say(message),
  });
  return { health, plugins };
}
