import { readFileSync, writeFileSync } from "node:fs";
import { markdownGrid } from "./grid.ts";
import type { Support } from "./support.ts";

const PAGE = new URL("../docs/clients.md", import.meta.url);
const GRID = /(?<=<!-- grid -->\n\n)[^]*?(?=\n<!-- end of the grid -->)/;

/** Returns the grid that docs/clients.md shows. */
export function shownGrid(): string {
  return GRID.exec(readFileSync(PAGE, "utf8"))?.[0] ?? "";
}

/** Writes the grid into docs/clients.md. */
export function writeDocs(rows: readonly Support[]): void {
  const page = readFileSync(PAGE, "utf8");
  writeFileSync(PAGE, page.replace(GRID, () => markdownGrid(rows)));
}
