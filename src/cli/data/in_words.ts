const SHOWN: readonly (readonly [table: string, one: string, many: string])[] = [
  ["accounts", "account", "accounts"],
  ["objects", "object", "objects"],
  ["bans", "ban", "bans"],
];

/** Says how much of a world there is. */
export function inWords(rows: ReadonlyMap<string, number>): string {
  return SHOWN.map(([table, one, many]) => {
    const count = rows.get(table) ?? 0;
    return `${count} ${count === 1 ? one : many}`;
  }).join(", ");
}
