/** The columns that hold JSON, by table. */
export const JSON_COLUMNS: ReadonlyMap<string, readonly string[]> = new Map([
  ["objects", ["data"]],
  ["accounts", ["data"]],
  ["plugin_data", ["value"]],
]);
