import type { Support } from "./support.ts";

type Column = readonly [title: string, cell: (row: Support) => string];

const PROMISED: readonly Column[] = [
  ["Client", ({ client }) => client],
  ["Colours", ({ colour }) => colour],
  ["Columns", ({ size }) => size],
  ["Prompts", ({ prompt }) => prompt],
  ["Password", ({ password }) => password],
  ["Compression", ({ compression }) => compression],
  ["OOB", ({ oob }) => oob],
  ["Text", ({ charset }) => charset],
  ["Links", ({ links }) => links],
  ["MSSP", ({ mssp }) => mssp],
];
const MEASURED: readonly Column[] = [
  ["Bytes", ({ bannerBytes }) => `${bannerBytes}`],
  ["ms", ({ bannerMs }) => `${bannerMs}`],
];

/** Returns the grid for a terminal, with what was measured and what was wrong. */
export function textGrid(rows: readonly Support[]): string {
  const table = cells(rows, [...PROMISED, ...MEASURED]);
  const widths = columnWidths(table);
  const lines = table.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  "));
  const problems = rows.flatMap(({ client, problems }) =>
    problems.map((one) => `${client}: ${one}`)
  );
  const found = problems.length === 0 ? ["No problems found."] : ["Problems found:", ...problems];
  return [...lines.map((line) => line.trimEnd()), "", ...found, ""].join("\n");
}

/** Returns the grid as a table of Markdown, without what differs from run to run. */
export function markdownGrid(rows: readonly Support[]): string {
  const table = cells(rows, PROMISED);
  const widths = columnWidths(table);
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = table;
  const rule = widths.map((width) => "-".repeat(width));
  return [head, rule, ...body].map((row) => `${line(row)}\n`).join("");
}

function cells(rows: readonly Support[], columns: readonly Column[]): readonly string[][] {
  return [
    columns.map(([title]) => title),
    ...rows.map((row) => columns.map(([, cell]) => cell(row))),
  ];
}

function columnWidths(table: readonly string[][]): readonly number[] {
  const [head = []] = table;
  return head.map((_, at) => Math.max(...table.map((row) => (row[at] ?? "").length)));
}
