import assert from "node:assert/strict";
import { scan } from "./scan.ts";

const KINDS: readonly (readonly [source: string, kind: string])[] = [
  ['import "./a.ts";', "static"],
  ['import a from "./a.ts";', "static"],
  ['import * as a from "./a.ts";', "static"],
  ['import { a, type B } from "./a.ts";', "static"],
  ['import a, { type B } from "./a.ts";', "static"],
  ['import type from "./a.ts";', "static"],
  ['import {} from "./a.ts";', "static"],
  ['import {\n  a,\n  b as c,\n} from "./a.ts";', "static"],
  ['import a from "./a.ts" with { type: "json" };', "static"],
  ['export * from "./a.ts";', "static"],
  ['export * as a from "./a.ts";', "static"],
  ['export { a, type B } from "./a.ts";', "static"],
  ['const a = 1; import "./a.ts";', "static"],
  ['import type A from "./a.ts";', "type"],
  ['import type * as a from "./a.ts";', "type"],
  ['import type { A } from "./a.ts";', "type"],
  ['import { type A, type B as C } from "./a.ts";', "type"],
  ['export type { A } from "./a.ts";', "type"],
  ['export { type A } from "./a.ts";', "type"],
  ['export type * from "./a.ts";', "type"],
  ['const a = await import("./a.ts");', "dynamic"],
  ['const a = `${await import(\n  "./a.ts",\n)}`;', "dynamic"],
  ['import("./a.ts", { with: { type: "json" } });', "dynamic"],
];

for (const [source, kind] of KINDS) {
  Deno.test(`scan() finds a ${kind} import in ${JSON.stringify(source)}`, () => {
    assert.deepEqual(scan(source).imports, [{ specifier: "./a.ts", kind }]);
  });
}

const NO_IMPORTS: readonly string[] = [
  '// import "./a.ts";',
  '/**\n * ```ts\n * import { a } from "./a.ts";\n * ```\n */',
  'const source = `\nimport "./a.ts";\n`;',
  "const source = 'import(\"./a.ts\")';",
  'const a = importer("./a.ts"), b = my.import("./a.ts");',
  'let a: typeof import("./a.ts");',
  "await import(specifier);",
  'export const from = "./a.ts";',
  'export class A {\n  readonly from = "./a.ts";\n}',
  'export function from(a = "./a.ts"): void {}',
  'import.meta.resolve("./a.ts");',
];

for (const source of NO_IMPORTS) {
  Deno.test(`scan() finds no import in ${JSON.stringify(source)}`, () => {
    assert.deepEqual(scan(source).imports, []);
  });
}

Deno.test("scan() finds every import of a text", () => {
  const source = 'import a from "a";\nimport type { B } from "b";\n\nexport { c } from "c";\n';
  assert.deepEqual(scan(source).imports.map(({ specifier }) => specifier), ["a", "b", "c"]);
});

Deno.test("scan() tells whether there is a default export", () => {
  assert.equal(scan("export default plugin;").hasDefaultExport, true);
  assert.equal(scan("export default class {}").hasDefaultExport, true);
  assert.equal(scan("export { a, b as default };").hasDefaultExport, true);
  assert.equal(scan('export { default } from "./a.ts";').hasDefaultExport, true);
  assert.equal(scan('export { default as a } from "./a.ts";').hasDefaultExport, false);
  assert.equal(scan("// export default plugin;").hasDefaultExport, false);
  assert.equal(scan("export const a = { default: 1 };").hasDefaultExport, false);
});

Deno.test("scan() names the members of Deno, and Deno alone", () => {
  const source = "Deno.listen(a); globalThis.Deno?.serve(b); /* Deno.exit */ Deno.listen(c);";
  assert.deepEqual(scan(source).denoMembers, ["listen", "serve"]);
  assert.deepEqual(scan("const { listen } = Deno;").denoMembers, ["*"]);
});
