import { readValue } from "../core/settings/read_value.ts";
import type { SettingsSource } from "../core/settings/resolve.ts";

const PREFIX = "VESTIBULE_";
const CONFIG_VARIABLE = "VESTIBULE_CONFIG";

/** Returns the environment variable of a setting: `telnetPort` is `VESTIBULE_TELNET_PORT`. */
export function variableOf(setting: string): string {
  return PREFIX + setting.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** Returns the settings file that the environment names, if it names one. */
export function configFromEnvironment(env: Readonly<Record<string, string>>): string | undefined {
  return env[CONFIG_VARIABLE] || undefined;
}

/**
 * Reads settings from environment variables; an unknown `VESTIBULE_…` name is kept, so that it
 * is reported with the others.
 *
 * @param env The environment, as `Deno.env.toObject()` gives it.
 */
export function environmentSource(env: Readonly<Record<string, string>>): SettingsSource {
  const variables = new Map<string, string>();
  const values: [string, unknown][] = [];
  for (const [variable, text] of Object.entries(env)) {
    if (!variable.startsWith(PREFIX) || variable === CONFIG_VARIABLE) continue;
    const setting = settingOf(variable);
    variables.set(setting, variable);
    values.push([setting, readValue(setting, text)]);
  }
  return {
    name: "environment",
    values: Object.fromEntries(values),
    spell: (setting) => variables.get(setting) ?? variableOf(setting),
  };
}

/** Returns the setting of a variable; one that no setting spells so keeps its own name. */
function settingOf(variable: string): string {
  const setting = variable.slice(PREFIX.length).toLowerCase()
    .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return variableOf(setting) === variable ? setting : variable;
}
