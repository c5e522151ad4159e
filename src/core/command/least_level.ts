import type { Contributions } from "../contributions.ts";
import type { Settings } from "../settings/settings.ts";
import type { Permission } from "./permission.ts";

/** What says which permissions there are, beside the levels. */
export interface PermissionSources {
  readonly contributions: Pick<Contributions, "permissions">;
  readonly settings: Pick<Settings, "permissions">;
}

/**
 * Returns the level from which a plugin's permission is held, as the settings or else the plugin
 * say; `undefined` when no plugin provides it.
 */
export function leastLevel(
  permission: string,
  { contributions, settings }: PermissionSources,
): Permission | undefined {
  const provided = contributions.permissions.get(permission);
  if (provided === undefined) return undefined;
  const { permissions } = settings;
  return Object.hasOwn(permissions, permission) ? permissions[permission] : provided.least;
}
