import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readGraph } from "./architecture/read_graph.ts";
import { RULES } from "./architecture/rules.ts";

const ROOT = new URL("../", import.meta.url);
const GRAPH = readGraph(ROOT, ["mod.ts", "src/", "plugins/"], {
  "@vestibule/core": "mod.ts",
  "@vestibule/core/testing": "src/plugins/testing.ts",
  "@vestibule/core/portal": "src/portals/api.ts",
  "@vestibule/core/portal/conformance": "src/portals/conformance/mod.ts",
  "@vestibule/chargen": "plugins/chargen/mod.ts",
  "@vestibule/finger": "plugins/finger/mod.ts",
});

for (const rule of RULES) {
  Deno.test(`the repository keeps to ${rule.name}()`, () => {
    assert.deepEqual(rule(GRAPH).map(({ path, rule }) => `${path}: ${rule}`), []);
  });
}

Deno.test("readGraph() finds the files that the imports of the repository lead to", () => {
  const lost = [...GRAPH].flatMap(([path, { imports }]) =>
    imports
      .filter(({ target }) => target !== undefined && /\.[jt]s$/.test(target) && !GRAPH.has(target))
      .map(({ target }) => `${path}: ${target}`)
  );
  assert.deepEqual(lost, []);
  assert.notEqual(GRAPH.get("mod.ts")?.imports.length, 0);
});

Deno.test("mod.ts offers to everybody what src/plugins/api.ts offers to the built-in plugin", () => {
  assert.deepEqual(offers("mod.ts"), offers("src/plugins/api.ts"));
});

/** Returns each export with the file it comes from. */
function offers(path: string): string[] {
  const url = new URL(path, ROOT);
  const found = readFileSync(url, "utf8").matchAll(
    /^export (?<type>type )?\{(?<names>[^}]*)\} from "(?<from>[^"]*)";/gm,
  );
  return [...found].flatMap(({ groups }) =>
    (groups?.names ?? "").split(",").map((name) => name.trim()).filter((name) => name !== "")
      .map((name) => `${groups?.type ?? ""}${name} from ${new URL(groups?.from ?? "", url)}`)
  ).sort();
}
