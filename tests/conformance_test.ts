import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { WIRE, wireNumbersIn, wireTable } from "./conformance/wire.ts";

const ROOT = new URL("../", import.meta.url);
const PAGE = new URL("docs/conformance.md", ROOT);
const TABLE = /(?<=<!-- table -->\n\n)[\s\S]*?(?=\n\n<!-- \/table -->)/;

function namedTests(): ReadonlyMap<string, readonly number[]> {
  const files = readdirSync(new URL("tests/", ROOT), { recursive: true, encoding: "utf8" })
    .map((path) => `tests/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".ts") && !path.startsWith("tests/conformance"))
    .sort();
  return new Map(
    files.map((path) => [path, wireNumbersIn(readFileSync(new URL(path, ROOT), "utf8"))]),
  );
}

/** What a table says, whatever its columns are padded to. */
function plain(table: string): string {
  return table.replace(/ +\|/g, " |").replace(/-+/g, "-");
}

Deno.test("docs/conformance.md names the tests of each number (VESTIBULE_UPDATE=1 writes it anew)", () => {
  const page = readFileSync(PAGE, "utf8");
  const table = wireTable(namedTests());
  if (Deno.env.get("VESTIBULE_UPDATE") === "1") {
    writeFileSync(PAGE, page.replace(TABLE, () => table));
  }
  assert.equal(plain(TABLE.exec(readFileSync(PAGE, "utf8"))?.[0] ?? ""), plain(table));
});

Deno.test("the tests name no number that the list does not have", () => {
  const numbers = [...namedTests().values()].flat();
  assert.ok(numbers.length > 0);
  assert.deepEqual(numbers.filter((number) => number < 1 || number > WIRE.length), []);
});

Deno.test("wireNumbersIn() finds the numbers of tests, not of comments", () => {
  const name = (number: number) => `"wire ${number}. told"`;
  const source = `Deno.test(${name(3)}, f);\n// Deno.test(${name(4)}, f);\nset([${name(12)}]);`;
  assert.deepEqual(wireNumbersIn(source), [3, 12]);
});
