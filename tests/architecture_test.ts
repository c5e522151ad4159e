import assert from "node:assert/strict";
import { readGraph } from "./architecture/read_graph.ts";
import { RULES } from "./architecture/rules.ts";

const ROOT = new URL("../", import.meta.url);
const NAMES = {
  "@vestibule/core": "mod.ts",
  "@vestibule/core/testing": "src/plugins/testing.ts",
  "@vestibule/chargen": "plugins/chargen/mod.ts",
};

Deno.test("the repository keeps every rule of its architecture", () => {
  const graph = readGraph(ROOT, ["mod.ts", "src/", "plugins/"], NAMES);
  const broken = RULES.flatMap((rule) => rule(graph)).map(({ path, rule }) => `${path}: ${rule}`);
  assert.deepEqual(broken, []);
});

Deno.test("readGraph() finds the files that the imports of the repository lead to", () => {
  const graph = readGraph(ROOT, ["mod.ts", "src/", "plugins/"], NAMES);
  const lost = [...graph].flatMap(([path, { imports }]) =>
    imports.flatMap(({ target }) =>
      target === undefined || graph.has(target) || target === "deno.json"
        ? []
        : [`${path}: ${target}`]
    )
  );
  assert.deepEqual(lost, []);
  assert.equal(graph.get("mod.ts")?.imports.every(({ target }) => target !== undefined), true);
});
