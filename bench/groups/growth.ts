import type { BenchRun } from "../bench_run.ts";
import { type Measured, sideBySide } from "../side_by_side.ts";
import { Trio } from "../trio.ts";

const SESSIONS = 100;
const OBJECTS = [10, 1000, 100_000];
const ACCOUNTS = 10_000;
const COMMANDS = [5, 50, 500];
/** How many things one command makes, which must not take long. */
const AT_A_TIME = 500;

/** The same line while the world, the accounts and the commands become more: it should not cost more. */
export async function growth(run: BenchRun): Promise<void> {
  const { scale: { ms }, tell } = run;
  await using trio = await Trio.start();
  await trio.enter(SESSIONS, "look-{tens} 11");
  const lines = await trio.linesOf("look");
  const closed = { kind: "closed", line: "look", ms } as const;
  const look = async (line: string, x: number) => {
    const measured: Measured = {
      name: `look, ${x} more ${line}`,
      task: { ...closed, lines },
      rows: ["perSecond", "p50"],
      point: { picture: "growth", line, x },
    };
    const baseline = { ...closed, lines: 1 };
    await sideBySide(run, trio, { group: "growth", baseline, measured: [measured] });
  };
  let made = 0;
  for (const objects of OBJECTS) {
    tell(`growth: ${objects} objects`);
    for (; made < objects; made += AT_A_TIME) {
      const count = Math.min(AT_A_TIME, objects - made);
      await trio.first({ line: `grow ${count}`, until: "has grown" });
    }
    await look("objects", objects);
  }
  tell(`growth: ${ACCOUNTS} accounts`);
  for (let at = 0; at < ACCOUNTS; at += AT_A_TIME) {
    await trio.first({ line: `enroll Many${at}x ${AT_A_TIME}`, until: "are enrolled" });
  }
  await look("accounts", ACCOUNTS);
  for (const count of COMMANDS) {
    await trio.steps([{ line: `learn ${count}`, until: "know more" }]);
    await look("commands", count);
  }
}
