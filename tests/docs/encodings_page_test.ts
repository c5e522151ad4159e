import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ENCODINGS, findEncoding } from "../../src/core/text/encodings.ts";

const PAGE = readFileSync(new URL("../../docs/encodings.md", import.meta.url), "utf8");

/** The rows of the table: what each encoding is called here, and what it is also called. */
const ROWS = [...PAGE.matchAll(/^\| (?<names>`[^|]+)\|[^|]+\|(?<aliases>[^|]*)\|$/gm)].map((
  { groups },
) => ({ names: quoted(groups?.["names"]), aliases: quoted(groups?.["aliases"]) }));

function quoted(cell = ""): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
}

Deno.test("docs/encodings.md lists every encoding, once", () => {
  const names = ROWS.flatMap(({ names }) => names);
  assert.deepEqual(names.toSorted(), [...ENCODINGS].toSorted());
});

Deno.test("docs/encodings.md gives other names of the very encodings that they stand beside", () => {
  for (const { names, aliases } of ROWS) {
    for (const alias of aliases) assert.ok(names.includes(findEncoding(alias) ?? ""), alias);
  }
});
