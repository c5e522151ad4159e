import { nearestName } from "./nearest.ts";
import { brokenRules } from "./rules.ts";
import { isSettingName, SETTING_SCHEMAS, SettingsSchema } from "./schema.ts";
import { settingType } from "./setting_type.ts";
import type { Settings } from "./settings.ts";
import { SettingsError, type SettingsIssue } from "./settings_error.ts";

/** One place that settings come from. */
export interface SettingsSource {
  /** What messages call it, such as a file's name. */
  readonly name: string;
  /** The settings it gives; an `undefined` one counts as absent. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Turns a setting's name into what this source calls it; unchanged when left out. */
  readonly spell?: (setting: string) => string;
}

/** Settings that were checked, and where they came from. */
export interface ResolvedSettings {
  readonly settings: Settings;
  /** Which source gave each setting; one that has its default is absent. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Merges settings from several sources over the defaults, and checks them.
 *
 * A wrong value is reported even where a later source gives another.
 *
 * @param sources Where settings come from; a later source wins.
 * @throws {SettingsError} With everything that is wrong, in all sources.
 */
export function resolveSettings(sources: readonly SettingsSource[]): ResolvedSettings {
  const given = sources.flatMap(givenBy);
  const issues = given.flatMap(({ source, name, value }) => issueOf(source, name, value));
  if (issues.length > 0) throw new SettingsError(issues);

  const values = Object.fromEntries(given.map(({ name, value }) => [name, value]));
  const settings = SettingsSchema.parse(values);
  const origins = new Map(given.map(({ name, source }) => [name, source.name]));
  const broken = brokenRules(settings);
  if (broken.length > 0) {
    throw new SettingsError(
      broken.map((rule) => ({ ...rule, source: origins.get(rule.setting) ?? "default" })),
    );
  }
  return { settings: Object.freeze(settings), sources: origins };
}

interface Given {
  readonly source: SettingsSource;
  readonly name: string;
  readonly value: unknown;
}

function givenBy(source: SettingsSource): Given[] {
  return Object.entries(source.values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({ source, name, value }));
}

function issueOf(source: SettingsSource, name: string, value: unknown): SettingsIssue[] {
  const spell = source.spell ?? ((setting: string) => setting);
  const setting = spell(name);
  if (!isSettingName(name)) {
    const message = unknownName(setting, Object.keys(SETTING_SCHEMAS).map(spell));
    return [{ setting, source: source.name, message }];
  }
  const schema = SETTING_SCHEMAS[name];
  const problem = schema.safeParse(value).error?.issues[0];
  if (problem === undefined) return [];
  const message = `Cannot use setting "${setting}" as it must be ${settingType(schema)}: ` +
    (schema.meta()?.isSecret === true ? "it is not" : currentValue(value, problem.path));
  return [{ setting, source: source.name, message }];
}

function unknownName(setting: string, known: readonly string[]): string {
  const nearest = nearestName(setting, known);
  const hint = nearest === undefined ? "no known name is near it" : `did you mean "${nearest}"?`;
  return `Cannot use setting "${setting}" as its name must be known: ${hint}`;
}

function currentValue(value: unknown, path: readonly PropertyKey[]): string {
  let part = value;
  let place = "";
  for (const key of path) {
    part = memberOf(part, key);
    place += typeof key === "number" ? `[${key}]` : `.${String(key)}`;
  }
  return `current value${place === "" ? "" : ` of ${place}`} is ${shown(part)}`;
}

function memberOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

/** Objects are not shown: a plugin's settings may hold a secret. */
function shown(value: unknown): string {
  if (typeof value === "string") {
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value);
  }
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "function" ? "a function" : String(value);
}
