import assert from "node:assert/strict";
import { type Graph, sourceFile } from "./graph.ts";
import {
  builtinUsesTheApi,
  coreStandsAlone,
  filesAreShort,
  hostKnowsNoPortal,
  noCirclesAtRunTime,
  pluginsAloneHaveDefaults,
  pluginsUseTheName,
  portalsAloneUseTheNetwork,
  portalsKnowTheBoundary,
  type Rule,
  storeAloneOpensDatabases,
  typeCirclesInCoreAlone,
} from "./rules.ts";

type Sources = Readonly<Record<string, string>>;

interface Sample {
  readonly rule: Rule;
  /** Each of these breaks the rule, once. */
  readonly red: readonly Sources[];
  /** None of these does. */
  readonly green: readonly Sources[];
}

const SAMPLES: readonly Sample[] = [
  {
    rule: coreStandsAlone,
    red: [
      { "src/core/a.ts": 'import { b } from "../portals/b.ts";' },
      { "src/core/a.ts": 'import type { B } from "../plugins/b.ts";' },
      { "src/core/a/b.ts": 'export { c } from "../../cli/c.ts";' },
      { "src/core/a.ts": 'await import("../main.ts");' },
      { "src/core/a.ts": 'import { a } from "@vestibule/core";' },
    ],
    green: [{ "src/core/a/b.ts": 'import "../c.ts";\nimport "valibot";\nimport "node:crypto";' }],
  },
  {
    rule: portalsKnowTheBoundary,
    red: [
      { "src/portals/a.ts": 'import type { B } from "../core/session/b.ts";' },
      { "src/portals/a.ts": 'import type { B } from "../core/model.ts";' },
      { "src/portals/a/b.ts": 'import { c } from "../../plugins/host.ts";' },
      { "src/portals/a.ts": 'import { b } from "../cli/b.ts";' },
      { "src/portals/a.ts": 'import { b } from "../main.ts";' },
    ],
    green: [
      { "src/portals/a/b.ts": 'import "../c.ts";\nimport "../../core/boundary/d.ts";' },
      { "src/portals/a.ts": 'import "../core/clock.ts";\nimport "../core/trace/b.ts";' },
      { "src/portals/a.ts": 'import "../core/text/b.ts";\nimport "../core/settings/c.ts";' },
      { "src/portals/a.ts": 'import "../core/gate/b.ts";\nimport "hono";' },
    ],
  },
  {
    rule: builtinUsesTheApi,
    red: [
      { "src/plugins/builtin/a.ts": 'import { b } from "../../core/b.ts";' },
      { "src/plugins/builtin/a.ts": 'import type { B } from "../define_plugin.ts";' },
      { "src/plugins/builtin/a/b.ts": 'import { c } from "@vestibule/core";' },
      { "src/plugins/builtin/a.ts": 'import { readFile } from "node:fs";' },
      { "src/plugins/builtin/a.ts": 'import { b } from "jsr:@b/b";' },
    ],
    green: [
      { "src/plugins/builtin/a/b.ts": 'import "../../api.ts";\nimport "../c.ts";\nimport "zod";' },
      { "src/plugins/builtin/a.ts": 'import * as v from "npm:valibot@^1.0.0";' },
    ],
  },
  {
    rule: pluginsUseTheName,
    red: [
      { "plugins/chargen/a.ts": 'import { b } from "../../mod.ts";' },
      { "plugins/chargen/a.ts": 'import type { B } from "../../src/core/b.ts";' },
      { "plugins/chargen/a.ts": 'import { b } from "../other/mod.ts";' },
      { "plugins/chargen/a.ts": 'import { b } from "@vestibule/other";' },
      { "plugins/chargen/a.ts": 'import { b } from "node:fs";' },
      { "plugins/chargen/tests/a_test.ts": 'import { b } from "../../../src/core/b.ts";' },
    ],
    green: [
      { "plugins/chargen/a.ts": 'import "@vestibule/core";\nimport "./b.ts";\nimport "zod";' },
      { "plugins/chargen/a.ts": 'import { b } from "@vestibule/core/testing";' },
      { "plugins/chargen/tests/a_test.ts": 'import assert from "node:assert/strict";' },
    ],
  },
  {
    rule: hostKnowsNoPortal,
    red: [
      { "src/plugins/host.ts": 'import { b } from "../portals/b.ts";' },
      { "src/plugins/host.ts": 'import type { B } from "../cli/b.ts";' },
      { "src/plugins/api.ts": 'export { b } from "../main.ts";' },
    ],
    green: [
      { "src/plugins/host.ts": 'import "../core/b.ts";\nimport "./c.ts";' },
      { "src/plugins/testing.ts": 'import { b } from "../portals/b.ts";' },
    ],
  },
  {
    rule: noCirclesAtRunTime,
    red: [
      { "src/a.ts": 'import "./a.ts";' },
      { "src/core/a.ts": 'import "./b.ts";', "src/core/b.ts": 'import "./a.ts";' },
      {
        "src/a.ts": 'export { b } from "./b.ts";',
        "src/b.ts": 'await import("./c.ts");',
        "src/c.ts": 'import type { D } from "./d.ts";\nimport { a } from "./a.ts";',
        "src/d.ts": 'import "./a.ts";',
      },
      {
        "mod.ts": 'export { a } from "./src/a.ts";',
        "src/a.ts": 'import a from "@vestibule/chargen";',
        "plugins/chargen/mod.ts": 'import { a } from "@vestibule/core";',
      },
    ],
    green: [
      { "src/a.ts": 'import "./b.ts";', "src/b.ts": 'import type { A } from "./a.ts";' },
      {
        "src/a.ts": 'import "./b.ts";\nimport "./c.ts";',
        "src/b.ts": 'import "./c.ts";',
        "src/c.ts": "",
      },
    ],
  },
  {
    rule: typeCirclesInCoreAlone,
    red: [
      { "src/a.ts": 'import "./b.ts";', "src/b.ts": 'import type { A } from "./a.ts";' },
      {
        "src/core/a.ts": 'import type { B } from "../portals/b.ts";',
        "src/portals/b.ts": 'import { type A } from "../core/a.ts";',
      },
    ],
    green: [
      { "src/core/a.ts": 'import "./b.ts";', "src/core/b.ts": 'import type { A } from "./a.ts";' },
      { "src/a.ts": 'import "./b.ts";', "src/b.ts": "" },
    ],
  },
  {
    rule: filesAreShort,
    red: [{ "src/a.ts": "\n".repeat(301) }, { "src/portals/web/a.css": "\n".repeat(300) + "a" }],
    green: [{ "src/a.ts": "\n".repeat(300) }],
  },
  {
    rule: pluginsAloneHaveDefaults,
    red: [
      { "src/core/a.ts": "export default 1;" },
      { "mod.ts": 'export { default } from "./src/a.ts";' },
      { "plugins/chargen/a.ts": "export default 1;" },
    ],
    green: [
      { "plugins/chargen/mod.ts": "export default 1;" },
      { "src/plugins/builtin/mod.ts": "export default 1;" },
    ],
  },
  {
    rule: portalsAloneUseTheNetwork,
    red: [
      { "src/core/a.ts": "Deno.listen({ port: 0 });" },
      { "src/plugins/a.ts": "Deno.serve(answer);" },
      { "plugins/chargen/mod.ts": "const { serve } = Deno;" },
      { "src/core/a.ts": 'import type { Socket } from "node:net";' },
      { "src/core/a.ts": 'await import("node:http");' },
      { "src/plugins/a.ts": 'import { WebSocketServer } from "ws";' },
    ],
    green: [
      { "src/portals/a.ts": 'import "ws";\nDeno.listen({ port: 0 });' },
      { "src/cli/a.ts": "Deno.listen({ port: 0 });" },
      { "src/main.ts": 'import "node:http";' },
      { "src/core/a.ts": "Deno.exit(70);" },
    ],
  },
  {
    rule: storeAloneOpensDatabases,
    red: [
      { "src/core/server.ts": 'import { DatabaseSync } from "node:sqlite";' },
      { "src/main.ts": 'import type { DatabaseSync } from "node:sqlite";' },
    ],
    green: [
      {
        "src/core/store/a.ts": 'import "node:sqlite";',
        "src/store_worker.ts": 'import "node:sqlite";',
      },
    ],
  },
];

for (const { rule, red, green } of SAMPLES) {
  for (const sources of red) {
    Deno.test(`${rule.name}() refuses ${JSON.stringify(sources).slice(0, 120)}`, () => {
      const broken = rule(graphOf(sources));
      assert.equal(broken.length, 1);
      assert.match(broken[0]?.path ?? "", /^[\w/.]+(?:, [\w/.]+)*$/);
      assert.notEqual(broken[0]?.rule, "");
    });
  }
  Deno.test(`${rule.name}() passes what keeps to it`, () => {
    for (const sources of green) assert.deepEqual(rule(graphOf(sources)), []);
  });
}

Deno.test("a violation names the file, the rule and what breaks it", () => {
  const broken = coreStandsAlone(graphOf({ "src/core/a.ts": 'import "../portals/b.ts";' }));
  assert.deepEqual(broken, [{
    path: "src/core/a.ts",
    rule: 'src/core imports nothing of the rest of the repository: it imports "../portals/b.ts"',
  }]);
});

function graphOf(sources: Sources): Graph {
  const names = { "@vestibule/core": "mod.ts", "@vestibule/chargen": "plugins/chargen/mod.ts" };
  return new Map(
    Object.entries(sources).map(([path, text]) => [path, sourceFile(path, text, names)]),
  );
}
