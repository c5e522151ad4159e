import { isSettingName, SETTING_SCHEMAS } from "./schema.ts";

/**
 * Reads a setting's value from text, as flags and environment variables give it.
 *
 * The text is read as JSON, and kept as a string where it is not JSON or where only the string
 * fits the setting: `serverName=42` is a name, not a number.
 *
 * @param setting The setting's name; an unknown one is read as JSON, else as a string.
 * @param text The text.
 */
export function readValue(setting: string, text: string): unknown {
  const value = parseJson(text);
  if (!isSettingName(setting)) return value;
  const schema = SETTING_SCHEMAS[setting];
  return !schema.safeParse(value).success && schema.safeParse(text).success ? text : value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
