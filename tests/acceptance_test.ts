import assert from "node:assert/strict";
import { acceptanceLists, PAGE_NAMES, type PageName, PAGES } from "./acceptance/web.ts";
import { assertGenerated, fromTests } from "./docs/generated_page.ts";
import { type Numbered, numberedIn } from "./docs/numbered_names.ts";

function namedTests(): ReadonlyMap<string, readonly Numbered<PageName>[]> {
  return fromTests("tests/acceptance", (source) => numberedIn(source, PAGE_NAMES));
}

Deno.test("docs/web-acceptance.md names the tests of each number (VESTIBULE_UPDATE=1 writes it anew)", () => {
  assertGenerated("docs/web-acceptance.md", "lists", acceptanceLists(namedTests()));
});

Deno.test("the tests name no page's number that its list does not have", () => {
  const accepted = [...namedTests().values()].flat();
  assert.ok(accepted.length > 0);
  assert.deepEqual(
    accepted.filter(({ list, number }) => number < 1 || number > PAGES[list].length),
    [],
  );
});

Deno.test("numberedIn() finds lists and numbers of tests, not of comments", () => {
  const name = (page: string, number: number) => `"${page} ${number}. told"`;
  const source = `Deno.test(${name("client", 3)}, f);\n// Deno.test(${name("tour", 1)}, f);\n` +
    `set([${name("signin", 2)}, ${name("elsewhere", 1)}]);`;
  assert.deepEqual(numberedIn(source, PAGE_NAMES), [
    { list: "client", number: 3 },
    { list: "signin", number: 2 },
  ]);
});
