import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";

const EXAMPLES = new URL("../../docs/examples/", import.meta.url);
const FILES = readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/")).filter((path) => path.endsWith(".ts")).sort();
const MAX_LINES = 120;
const OURS = /from "(?<name>[^"]*)"/g;
const ALLOWED = /^(?:\.\/[\w/]+\.ts|@vestibule\/core(?:\/testing)?|valibot|node:assert\/strict)$/;

Deno.test("every plugin in docs/examples has a test beside it", () => {
  const folders = [...new Set(FILES.map((path) => path.split("/")[0]))];
  assert.deepEqual(folders, ["bell", "dice", "menu_login", "vitals", "weather"]);
  for (const folder of folders) assert.ok(FILES.includes(`${folder}/mod_test.ts`), folder);
});

for (const path of FILES) {
  const text = readFileSync(new URL(path, EXAMPLES), "utf8");

  Deno.test(`docs/examples/${path} is shorter than ${MAX_LINES} lines, and imports what a plugin may`, () => {
    assert.ok(text.split("\n").length <= MAX_LINES, `${text.split("\n").length} lines`);
    const names = [...text.matchAll(OURS)].map(({ groups }) => groups?.name ?? "");
    assert.deepEqual(names.filter((name) => !ALLOWED.test(name)), []);
  });
}
