import { Hooks, type HooksOptions } from "./hooks.ts";
import type { PluginHealth } from "./plugins/plugin_health.ts";
import type { ServerOptions } from "./server.ts";
import { TimeLimit } from "./time_limit.ts";

/** What hooks need of the Server, beside what it is made with. */
export interface HookParts extends Required<Pick<HooksOptions, "journal">> {
  readonly health: PluginHealth;
}

/** Makes what calls those who watch a moment: plugins that are not off, under time limits. */
export function makeHooks(
  { clock, trace, settings, contributions }: ServerOptions,
  { journal, health }: HookParts,
): Hooks {
  return new Hooks({
    ...{ clock, trace, journal },
    timeLimit: settings.hookTimeLimit,
    contributed: contributions.hooks,
    isOff: (owner) => health.isOff(owner),
    // Half of what a command has: a hook that loops in a command is to be found out first.
    limit: new TimeLimit(Math.ceil(settings.commandTimeLimit / 2)),
  });
}
