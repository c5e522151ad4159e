import { SETTING_SCHEMAS } from "./schema.ts";
import type { Settings } from "./settings.ts";

/**
 * Returns settings of which no secret is known: each has its default in its place.
 *
 * @param settings The settings, complete.
 */
export function withoutSecrets(settings: Settings): Settings {
  const blanks = Object.entries(SETTING_SCHEMAS)
    .filter(([, schema]) => schema.meta()?.isSecret === true)
    .map(([name, schema]) => [name, schema.parse(undefined)]);
  return Object.freeze({ ...settings, ...Object.fromEntries(blanks) });
}
