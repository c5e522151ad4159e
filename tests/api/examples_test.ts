import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import config from "../../deno.json" with { type: "json" };
import { publicSymbols } from "./public_names.ts";

const ROOT = new URL("../../", import.meta.url);
const LIST = new URL("types_without_example.txt", import.meta.url);
const PROGRAMS: readonly string[] = ["./new", "./start"];
const RUN = /^[ \t*]*```ts\n(?<code>[\s\S]*?)^[ \t*]*```/gm;
const VALUES: readonly string[] = ["function", "class", "variable"];

const ENTRIES = Object.entries(config.exports).filter(([entry]) => !PROGRAMS.includes(entry));
const EXAMPLES = examples();

for (const [entry, path] of ENTRIES) {
  Deno.test(`every function, class and constant of "${entry}" has an example of its own`, async () => {
    const symbols = await publicSymbols(new URL(path, ROOT));
    const values = symbols.filter(({ kind }) => VALUES.includes(kind));
    assert.deepEqual(values.filter(({ hasExample }) => !hasExample).map(({ name }) => name), []);
  });
}

Deno.test("every type is used in an example that runs, but for those of a list that only shrinks (VESTIBULE_UPDATE=1)", async () => {
  const lacking = await Promise.all(ENTRIES.map(async ([entry, path]) => {
    const symbols = await publicSymbols(new URL(path, ROOT));
    const types = symbols.filter(({ kind }) => !VALUES.includes(kind));
    return types.filter(({ name }) => !new RegExp(`\\b${name}\\b`).test(EXAMPLES))
      .map(({ name }) => `${entry} ${name}`);
  }));
  const now = lacking.flat().sort();
  if (Deno.env.get("VESTIBULE_UPDATE") === "1") {
    return await Deno.writeTextFile(LIST, now.map((line) => `${line}\n`).join(""));
  }
  const listed = (await Deno.readTextFile(LIST)).trim().split("\n");
  assert.deepEqual(now.filter((name) => !listed.includes(name)), [], "a new type needs an example");
  assert.deepEqual(listed.filter((name) => !now.includes(name)), [], "take them off the list");
});

/** Returns all code that runs as an example: in docstrings, in docs/ and in docs/examples/. */
function examples(): string {
  const pages = files("docs/", /\.md$/).map((path) => runs(path));
  const docs = files("src/", /\.ts$/).map((path) => runs(path));
  const plugins = files("docs/examples/", /\.ts$/).map((path) => text(path));
  return [...pages, ...docs, ...plugins].join("\n");
}

function files(folder: string, name: RegExp): string[] {
  return readdirSync(new URL(folder, ROOT), { recursive: true, encoding: "utf8" })
    .filter((path) => name.test(path)).map((path) => `${folder}${path.replaceAll("\\", "/")}`);
}

function runs(path: string): string {
  return [...text(path).matchAll(RUN)].map(({ groups }) => groups?.code ?? "").join("\n");
}

function text(path: string): string {
  return readFileSync(new URL(path, ROOT), "utf8");
}
