import { SETTING_SCHEMAS } from "./schema.ts";
import { settingType } from "./setting_type.ts";

/** One setting, as documentation shows it. */
export interface SettingRow {
  /** The setting's name. */
  readonly name: string;
  /** What it takes, in words. */
  readonly type: string;
  /** Its value when nothing sets it. */
  readonly default: unknown;
  /** What it means, in one sentence. */
  readonly meaning: string;
}

/** Lists every setting, in the order of the documentation. */
export function settingsTable(): SettingRow[] {
  return Object.entries(SETTING_SCHEMAS).map(([name, schema]) => ({
    name,
    type: settingType(schema),
    default: schema.parse(undefined),
    meaning: schema.description ?? "",
  }));
}
