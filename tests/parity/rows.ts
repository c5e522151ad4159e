/** A row of the table: one behaviour, what became of it, and the test files that show it. */
export interface ParityRow {
  readonly number: string;
  /** What Evennia does. */
  readonly behaviour: string;
  /** What Vestibule does. */
  readonly verdict: string;
  /** The test files, from the root of the repository. */
  readonly files: readonly string[];
}

const ROW =
  /^\| (?<number>\d[\d.]*) +\| (?<behaviour>.+?) +\| (?<verdict>.+?) +\| (?<tests>.+?) +\|$/gm;
const LINK = /\[[^\]]+\]\(\.\.\/(?<file>[^)]+)\)/g;
const VERDICT = /^(?:same|(?:different|not applicable): .{10,})$/;

/**
 * Reads the rows of the table.
 *
 * @param page The page that holds it, in Markdown.
 */
export function rowsOf(page: string): readonly ParityRow[] {
  return [...page.matchAll(ROW)].map(({ groups }) => ({
    number: groups?.number ?? "",
    behaviour: groups?.behaviour ?? "",
    verdict: groups?.verdict ?? "",
    files: [...(groups?.tests ?? "").matchAll(LINK)].map((link) => link.groups?.file ?? ""),
  }));
}

/** Says what is wrong with the rows themselves: which are missing, doubled, or without a reason. */
export function rowProblems(rows: readonly ParityRow[], numbers: readonly string[]): string[] {
  const found = rows.map(({ number }) => number);
  return [
    ...numbers.filter((number) => !found.includes(number)).map((number) => `${number} has no row`),
    ...found.filter((number) => !numbers.includes(number)).map((number) => `${number} is unknown`),
    ...found.filter((number, at) => found.indexOf(number) < at).map((n) => `${n} has two rows`),
    ...rows.filter(({ verdict }) => !VERDICT.test(verdict))
      .map(({ number, verdict }) => `${number} says "${verdict}"`),
  ];
}

/**
 * Says where rows and tests do not speak of one another.
 *
 * @param rows The rows.
 * @param tests The behaviours that each test file names.
 */
export function joinProblems(
  rows: readonly ParityRow[],
  tests: ReadonlyMap<string, readonly string[]>,
): string[] {
  const shown = new Set(rows.flatMap(({ number, files }) => files.map((at) => `${number} ${at}`)));
  const named = [...tests].flatMap(([at, numbers]) => numbers.map((number) => `${number} ${at}`));
  return [
    ...rows.filter(({ files }) => files.length === 0).map(({ number }) => `${number} has no test`),
    ...[...shown].filter((pair) => !named.includes(pair)).map((pair) => `no test: ${pair}`),
    ...named.filter((pair) => !shown.has(pair)).map((pair) => `not in the row: ${pair}`),
  ];
}
