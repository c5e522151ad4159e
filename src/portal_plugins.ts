import type { Clock } from "./core/clock.ts";
import type { Settings } from "./core/settings/settings.ts";
import { portalAddress, useOf } from "./plugin_uses.ts";
import {
  type CheckedPortal,
  checkPortals,
  type UsedPortal,
} from "./portals/plugins/check_portals.ts";
import { inTime } from "./portals/plugins/in_time.ts";
import { messageOf } from "./core/trace/error_text.ts";

/** How long a module may take to load, in milliseconds; it may have to be downloaded. */
const LOAD_MS = 30_000;

/** What portal plugins are loaded with. */
export interface LoadPortalsOptions {
  /** Where relative paths start, as an absolute path. */
  readonly folder: string;
  readonly clock: Clock;
}

/**
 * Loads the portal plugins that the settings ask for, into this isolate: they have its permissions.
 *
 * @throws Error when one of them cannot be used, with its name and what to do.
 */
export async function loadPortalPlugins(
  { portalPlugins }: Settings,
  options: LoadPortalsOptions,
): Promise<readonly CheckedPortal[]> {
  const used: UsedPortal[] = [];
  for (const portal of portalPlugins) {
    const { use, settings } = useOf(portal);
    used.push({ use, settings, plugin: await defaultExport(use, options) });
  }
  return await checkPortals(used);
}

/**
 * Returns, for each portal plugin whose other half does not run in the game, what to do.
 *
 * @param portals The portal plugins.
 * @param plugins Name and version of each plugin that runs in the game.
 */
export function lonelyPortals(
  portals: readonly CheckedPortal[],
  plugins: readonly string[],
): readonly string[] {
  const names = plugins.map((plugin) => plugin.split(" ", 1)[0]);
  return portals.flatMap(({ plugin: { name, serverPlugin } }) =>
    serverPlugin === undefined || names.includes(serverPlugin) ? [] : [
      `The portal plugin "${name}" is of no use without the plugin "${serverPlugin}", which does ` +
      'not run: add it to the setting "plugins" as well',
    ]
  );
}

async function defaultExport(use: string, { folder, clock }: LoadPortalsOptions): Promise<unknown> {
  const load = async (): Promise<{ readonly default?: unknown }> =>
    await import(portalAddress(use, folder));
  const outcome = await inTime(load(), { clock, ms: LOAD_MS }).catch((cause) => {
    throw loadError(use, messageOf(cause), cause);
  });
  if (outcome.kind === "done") return outcome.value.default;
  throw loadError(use, `it did not load within ${LOAD_MS / 1000} s`);
}

function loadError(use: string, reason: string, cause?: unknown): Error {
  return new Error(
    `Cannot load portal plugin "${use}" as its module must be there and run: ${reason}. ` +
      'Correct it in the setting "portalPlugins", or take it out there',
    { cause },
  );
}
