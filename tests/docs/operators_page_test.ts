import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ManualClock } from "../../src/core/clock.ts";
import { Trace } from "../../src/core/trace/trace.ts";
import { Operators } from "../../src/portals/operators/operators.ts";

const DOCS = new URL("../../docs/", import.meta.url);
const PAGE = readFileSync(new URL("operators.md", DOCS), "utf8");
const NAME = /\b(?:vestibule|process)_[a-z_]+\b/g;

/** What a dashboard holds of what is looked at here. */
interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

/** Returns the names of all metrics that are told, of histograms the samples, too. */
async function told(): Promise<{ readonly metrics: string[]; readonly samples: string[] }> {
  using operators = new Operators({
    ...{ serverName: "x", version: "1", clock: new ManualClock(), trace: new Trace() },
    sessions: { syncs: [], uids: [] },
    questions: { ask: () => Promise.resolve({ kind: "unavailable", wasSent: false }) },
    state: () => ({ ready: false, reason: "", zombies: 0 }),
  });
  const types = [...(await operators.metrics()).matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  return {
    metrics: types.map(([, name = ""]) => name),
    samples: types.flatMap(([, name = "", type]) =>
      type === "histogram" ? ["_bucket", "_sum", "_count"].map((end) => name + end) : [name]
    ),
  };
}

function named(text: string): readonly string[] {
  return [...new Set(text.match(NAME))];
}

Deno.test("operators 4. the dashboard can be imported, and shows every metric that is told and no other", async () => {
  const file = readFileSync(new URL("operators/grafana.json", DOCS), "utf8");
  const { panels }: Dashboard = JSON.parse(file);
  const shown = named(panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join("\n"));
  const { metrics, samples } = await told();
  assert.deepEqual(shown.filter((name) => !samples.includes(name)), []);
  const missing = metrics.filter((name) => !shown.some((one) => one.startsWith(name)));
  assert.deepEqual(missing, []);
  assert.ok(panels.every(({ targets }) => targets.length > 0));
});

Deno.test("operators 4. docs/operators.md tells the meaning of every metric, and alerts on none that is not there", async () => {
  const rows = [...PAGE.matchAll(/^\| `((?:vestibule|process)_\w+)`/gm)].map(([, name = ""]) =>
    name
  );
  const { metrics, samples } = await told();
  assert.deepEqual(rows.toSorted(), metrics.toSorted());
  const alerts = [...PAGE.matchAll(/expr:[\s\S]*?(?=annotations:)/g)].map(([text]) => text);
  assert.equal(alerts.length, 6);
  const unknown = named(alerts.join("\n")).filter((name) => !samples.includes(name));
  assert.deepEqual(unknown, []);
});
