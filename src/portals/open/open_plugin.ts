import type { CheckedPortal } from "../plugins/check_portals.ts";
import { type OpenPortalPlugin, openPortalPlugin } from "../plugins/open_portal_plugin.ts";
import { clientLimits, hostnameOf } from "./client_limits.ts";
import type { PortalsOptions } from "./portals_options.ts";

/** Opens the portal of a plugin, with the limits that ours have. */
export function openPlugin(
  { settings, sink, clock, trace }: PortalsOptions,
  plugin: CheckedPortal,
): Promise<OpenPortalPlugin> {
  const limits = clientLimits(settings);
  return openPortalPlugin(plugin, { hostname: hostnameOf(settings), sink, clock, trace, limits });
}
