import { type BenchRun, within } from "../bench_run.ts";
import type { Task } from "../load/wire.ts";
import { type Measured, sideBySide } from "../side_by_side.ts";
import { Trio } from "../trio.ts";

const SESSIONS = [1, 100, 1000, 5000];
/** Lines a second of all sessions together, where lines are sent at a fixed rate. */
const RATE = 1000;

/** Lines that are typed and answered, by more and more sessions. */
export async function commands(run: BenchRun): Promise<void> {
  for (const sessions of within(SESSIONS, run.scale)) {
    await ofSessions(run, sessions);
  }
}

async function ofSessions(run: BenchRun, sessions: number): Promise<void> {
  const { scale: { ms }, tell } = run;
  await using trio = await Trio.start();
  tell(`commands: ${sessions} sessions come in`);
  // Ten in a room with ten things and nine others: twenty to be listed but for the one who looks.
  await trio.enter(sessions, "look-{tens} 11");
  const closed = (line: string, lines: number): Task => ({ kind: "closed", line, lines, ms });
  const baseline = closed("look", 1);
  const named = (what: string) => `${what}, ${sessions} sessions`;
  const point = (line: string) => ({ picture: "sessions", line, x: sessions });
  const rows = ["perSecond", "p50", "p95", "p99"] as const;
  const measured = (what: string, task: Task): Measured => ({
    ...{ name: named(what), task, rows, point: point(what) },
  });
  const bare = { name: `${sessions} sessions`, rows, point: point("bare") };
  const look = closed("look", await trio.linesOf("look"));
  const group = "commands";
  await sideBySide(run, trio, { group, baseline, bare, measured: [measured("look", look)] });
  await trio.steps([{ line: "place alone-{n} 0", until: "placed" }]);
  const one = [measured("say", closed("say hi", 1)), measured("unknown", closed("xyzzy", 1))];
  await sideBySide(run, trio, { group, baseline, measured: one });
  const open: Task = { kind: "open", line: "say hi", lines: 1, perSecond: RATE, ms };
  const paced = { name: named(`say, ${RATE} a second`), task: open };
  await sideBySide(run, trio, {
    ...{ group, baseline: open },
    measured: [{ ...paced, rows: ["p50", "p99"] }],
  });
}
