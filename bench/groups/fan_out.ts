import { type BenchRun, within } from "../bench_run.ts";
import type { Task } from "../load/wire.ts";
import { type Measured, sideBySide } from "../side_by_side.ts";
import { Trio } from "../trio.ts";

const SESSIONS = [200, 500];
/** How often one says something, a second, while all others listen. */
const RATE = 10;

/** What one says, and all in the room hear. */
export async function fanOut(run: BenchRun): Promise<void> {
  for (const sessions of within(SESSIONS, run.scale)) {
    await ofSessions(run, sessions);
  }
}

async function ofSessions(run: BenchRun, sessions: number): Promise<void> {
  const { scale: { ms }, tell } = run;
  await using trio = await Trio.start();
  tell(`fan-out: ${sessions} sessions come in`);
  await trio.enter(sessions, "hall 0");
  const fan = (line: string, speakers: number, perSecond: number): Task => ({
    ...{ kind: "fan", line, speakers, perSecond, ms },
  });
  const ways = [
    {
      what: `one speaks ${RATE} times a second`,
      speakers: 1,
      perSecond: RATE,
      rows: ["p50", "p99"],
    },
    { what: "one speaks", speakers: 1, perSecond: 0, rows: ["perSecond", "p99"] },
    { what: "all speak", speakers: sessions, perSecond: 0, rows: ["perSecond", "p99"] },
  ] as const;
  for (const { what, speakers, perSecond, rows } of ways) {
    const name = `${sessions} in a room, ${what}`;
    const measured: Measured = { name, task: fan("say hi", speakers, perSecond), rows };
    const baseline = fan("*hi", speakers, perSecond);
    await sideBySide(run, trio, { group: "fan-out", baseline, measured: [measured] });
  }
}
