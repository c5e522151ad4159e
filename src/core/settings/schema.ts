/**
 * Every setting: its name (Evennia's, in camelCase), type, range, default and meaning.
 */
import * as z from "zod";
import { accounts } from "./groups/accounts.ts";
import { limits } from "./groups/limits.ts";
import { network } from "./groups/network.ts";
import { oob } from "./groups/oob.ts";
import { operators } from "./groups/operators.ts";
import { pluginHttp } from "./groups/plugin_http.ts";
import { realm } from "./groups/realm.ts";
import { running } from "./groups/running.ts";
import { sessions } from "./groups/sessions.ts";
import { telnet } from "./groups/telnet.ts";
import { tls } from "./groups/tls.ts";
import { ssh } from "./groups/ssh.ts";
import { world } from "./groups/world.ts";
import type { Settings } from "./settings.ts";

export type { Config, LogLevel, PluginUse, Settings } from "./settings.ts";

const groups = {
  ...network,
  ...realm,
  ...tls,
  ...ssh,
  ...telnet,
  ...world,
  ...accounts,
  ...sessions,
  ...limits,
  ...oob,
  ...pluginHttp,
  ...operators,
  ...running,
};

/** One schema per setting, in the order of the documentation. */
export const SETTING_SCHEMAS: {
  readonly [Name in keyof Settings]: z.ZodType<Settings[Name]>;
} = groups;

/** The schema of all settings: absent ones get their defaults, unknown ones are refused. */
export const SettingsSchema: z.ZodType<Settings> = z.strictObject(groups);

/** Tells whether a name is a setting's. */
export function isSettingName(name: string): name is keyof Settings {
  return Object.hasOwn(SETTING_SCHEMAS, name);
}
