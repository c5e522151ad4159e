import type { ObjectInit } from "../model.ts";
import type { ObjectTypeName } from "../object/object_type.ts";
import type { Settings } from "../settings/settings.ts";

/** Returns what new characters are: plain ones, or those of the plugin that the settings name. */
export function characterType(
  { baseCharacterTypeclass }: Pick<Settings, "baseCharacterTypeclass">,
): ObjectInit["type"] {
  if (baseCharacterTypeclass === "") return "character";
  return baseCharacterTypeclass as ObjectTypeName; // a plugin's, as was looked up at the start
}
