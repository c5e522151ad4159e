import assert from "node:assert/strict";
import { bundleModules } from "../../../src/portals/web/bundle_modules.ts";

function moduleUrl(source: string): string {
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

/** Runs a script that keeps what it finds in `found`. */
function run(script: string): unknown[] {
  const found: unknown[] = [];
  new Function("found", `"use strict";\n${script}`)(found);
  return found;
}

Deno.test("bundleModules() gives each module a scope of its own, and each what it imports", () => {
  const modules = {
    "main.js":
      'import { twice as double } from "./twice.js";\nimport {\n  LIMIT,\n} from "./limit.js";\n' +
      'const own = "main";\nfound.push(double(LIMIT), own);\n',
    "twice.js": 'import { LIMIT } from "./limit.js";\nconst own = LIMIT;\n' +
      "export function twice(value) {\n  return 2 * value + own;\n}\n",
    "limit.js": "found.push('once');\nexport const LIMIT = 4;\nexport class Unused {}\n",
  };
  assert.deepEqual(run(bundleModules(modules, "main.js")), ["once", 12, "main"]);
});

Deno.test("bundleModules() leaves files apart that others share, and exports what its entry does", async () => {
  const modules = {
    "shared.js": 'import { add } from "./add.js";\nexport const list = add([], "once");\n',
    "add.js": "export function add(list, item) {\n  return [...list, item];\n}\n",
    "main.js": 'import { list } from "./shared.js";\nimport { add } from "./add.js";\n' +
      'export const all = add(list, "main");\n',
  };
  const shared = moduleUrl(bundleModules(modules, "shared.js"));
  const main = bundleModules(modules, "main.js", { apart: ["shared.js"] });
  const { list } = await import(shared);
  const { all } = await import(moduleUrl(main.replace("./shared.js", shared)));
  assert.deepEqual([list, all], [["once"], ["once", "main"]]);
});

Deno.test("bundleModules() refuses what it would get wrong", () => {
  for (
    const line of [
      'import x from "./a.js";',
      'import * as x from "./a.js";',
      "export default 1;",
      "export { x };",
    ]
  ) {
    assert.throws(
      () => bundleModules({ "main.js": `${line}\n` }, "main.js"),
      /each import must name/,
    );
  }
  assert.throws(
    () => bundleModules({ "main.js": 'import { a } from "./a.js";\n' }, "main.js"),
    { message: 'Cannot bundle "a.js" as it must be one of the modules' },
  );
});
