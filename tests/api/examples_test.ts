import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import config from "../../deno.json" with { type: "json" };
import { publicSymbols } from "./public_names.ts";

const ROOT = new URL("../../", import.meta.url);
const PROGRAMS: readonly string[] = ["./new", "./start", "./tour"];
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

for (const [entry, path] of ENTRIES) {
  Deno.test(`every type of "${entry}" is used in an example that runs`, async () => {
    const symbols = await publicSymbols(new URL(path, ROOT));
    const types = symbols.filter(({ kind }) => !VALUES.includes(kind)).map(({ name }) => name);
    assert.deepEqual(types.filter((name) => !EXAMPLES.some((example) => uses(example, name))), []);
  });
}

/** An example that uses a type imports it, too. */
function uses(example: string, name: string): boolean {
  return (example.match(new RegExp(`\\b${name}\\b`, "g")) ?? []).length > 1;
}

/** Returns all code that runs as an example: in docstrings, in docs/ and in docs/examples/. */
function examples(): readonly string[] {
  const pages = files("docs/", /\.md$/).flatMap((path) => runs(path));
  const docs = files("src/", /\.ts$/).flatMap((path) => runs(path));
  const plugins = files("docs/examples/", /\.ts$/).map((path) => text(path));
  return [...pages, ...docs, ...plugins].map(withoutComments);
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*/g, "");
}

function files(folder: string, name: RegExp): string[] {
  return readdirSync(new URL(folder, ROOT), { recursive: true, encoding: "utf8" })
    .filter((path) => name.test(path)).map((path) => `${folder}${path.replaceAll("\\", "/")}`);
}

function runs(path: string): readonly string[] {
  return [...text(path).matchAll(RUN)].map(({ groups }) => groups?.code ?? "");
}

function text(path: string): string {
  return readFileSync(new URL(path, ROOT), "utf8");
}
