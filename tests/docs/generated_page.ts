import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const ROOT = new URL("../../", import.meta.url);

/** Reads something out of the source of each test, by path; what names the tests is none. */
export function fromTests<Found>(
  without: string,
  read: (source: string) => Found,
): ReadonlyMap<string, Found> {
  const paths = readdirSync(new URL("tests/", ROOT), { recursive: true, encoding: "utf8" })
    .map((path) => `tests/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".ts") && !path.startsWith(without))
    .sort();
  return new Map(paths.map((path) => [path, read(readFileSync(new URL(path, ROOT), "utf8"))]));
}

/**
 * Asserts that a page holds what is made for it, between `<!-- name -->` and `<!-- /name -->`, however
 * its tables are padded. With `VESTIBULE_UPDATE=1` it is written there first.
 */
export function assertGenerated(path: string, name: string, made: string): void {
  const page = new URL(path, ROOT);
  const place = new RegExp(`(?<=<!-- ${name} -->\\n\\n)[\\s\\S]*?(?=\\n\\n<!-- /${name} -->)`);
  if (Deno.env.get("VESTIBULE_UPDATE") === "1") {
    writeFileSync(page, readFileSync(page, "utf8").replace(place, () => made));
  }
  assert.equal(plain(place.exec(readFileSync(page, "utf8"))?.[0] ?? ""), plain(made));
}

function plain(table: string): string {
  return table.replace(/ *\| */g, "|").replace(/-+/g, "-");
}
