import type { BenchRun } from "../bench_run.ts";
import { sideBySide } from "../side_by_side.ts";
import { Trio } from "../trio.ts";

const SESSIONS = 100;

/** Commands that change the world, and are answered when the change is on disk. */
export async function persistence(run: BenchRun): Promise<void> {
  const { scale: { ms } } = run;
  await using trio = await Trio.start();
  await trio.enter(SESSIONS, "alone-{n} 0");
  const closed = { kind: "closed", lines: 1, ms } as const;
  const name = `commands that write, ${SESSIONS} sessions`;
  await sideBySide(run, trio, {
    group: "persistence",
    baseline: { ...closed, line: "keep" },
    measured: [{ name, task: { ...closed, line: "keep" }, rows: ["perSecond", "p50", "p99"] }],
  });
}
