/** A place in a list: `client 7`. */
export interface Numbered<List extends string> {
  readonly list: List;
  /** Counted from 1. */
  readonly number: number;
}

/** Finds what the names of a file's tests begin with; a commented-out test is none. */
export function numberedIn<List extends string>(
  source: string,
  lists: readonly List[],
): readonly Numbered<List>[] {
  const name = new RegExp(`["\`](?<list>${lists.join("|")}) (?<number>\\d{1,2})\\. `, "g");
  const code = source.split("\n").filter((line) => !/^\s*(?:\/\/|\*)/.test(line)).join("\n");
  return [...code.matchAll(name)].flatMap(({ groups }) =>
    lists.filter((list) => list === groups?.list)
      .map((list) => ({ list, number: Number(groups?.number) }))
  );
}

/** Links the tests of one number, from a page in `docs/`. */
export function linkTests<List extends string>(
  tests: ReadonlyMap<string, readonly Numbered<List>[]>,
  { list, number }: Numbered<List>,
): string {
  const links = [...tests].filter(([, found]) =>
    found.some((one) => one.list === list && one.number === number)
  ).map(([path]) => `[${path.replace(/^.*\/|\.ts$/g, "")}](../${path})`);
  return links.join(", ") || "no test of this name yet";
}
