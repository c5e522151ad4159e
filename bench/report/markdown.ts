import { median, type Report, type Row } from "../figures.ts";
import { ratio, rounded } from "./table.ts";

const HEAD = "| figure | median | lowest … highest | of echo | of wall |\n|---|--:|--:|--:|--:|";

/** Writes a report for a page of the docs: a heading and a table for each group. */
export function markdown({ rows }: Report): string {
  const groups = [...new Set(rows.map(({ group }) => group))];
  return groups.map((name) => {
    const lines = rows.filter(({ group }) => group === name).map(lineOf);
    return `### ${name}\n\n${HEAD}\n${lines.join("\n")}`;
  }).join("\n\n");
}

function lineOf({ name, unit, rounds, ofEcho, ofWall }: Row): string {
  const spread = `${rounded(Math.min(...rounds))} … ${rounded(Math.max(...rounds))}`;
  const cells = [name, `${rounded(median(rounds))} ${unit}`, spread, ratio(ofEcho), ratio(ofWall)];
  return `| ${cells.join(" | ")} |`;
}
