import { type BenchRun, within } from "../bench_run.ts";
import { type Measured, sideBySide } from "../side_by_side.ts";
import { Trio } from "../trio.ts";

const CLIENTS = [100, 1000];
/** The setting that says how long a client has to tell what it can, in milliseconds. */
const WAITS = { off: 0, on: 400 };

/** From nothing to the login screen, for all who connect at once. */
export async function arrivals(run: BenchRun): Promise<void> {
  for (const [wait, ms] of Object.entries(WAITS)) {
    await using trio = await Trio.start([`negotiationWait=${ms}`]);
    for (const count of within(CLIENTS, run.scale)) {
      const measured: Measured = {
        name: `${count} connect at once, wait for abilities ${wait}`,
        task: { kind: "arrive", count },
        rows: ["perSecond", "p50", "p99"],
      };
      const baseline = { kind: "arrive", count } as const;
      await sideBySide(run, trio, { group: "arrivals", baseline, measured: [measured] });
    }
  }
}
