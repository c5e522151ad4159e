/**
 * `deno task bench:profile [LINE] [SESSIONS]`: where the time of one line goes, in both isolates.
 *
 * @module
 */
import { refuseUsage } from "../../src/cli/refuse_usage.ts";
import { enterAll, wayIn } from "../enter_all.ts";
import { LoadProcess } from "../load_process.ts";
import { type Game, startGame } from "../targets/target.ts";
import { type HotSpot, hotSpots } from "./hot_spots.ts";
import { Inspector } from "./inspector.ts";
import { threadTimes } from "./thread_times.ts";

const USAGE = "deno task bench:profile [LINE] [SESSIONS]";
/** How long lines are sent, in milliseconds. */
const MS = 4_000;
/** How many functions are shown of each isolate. */
const SHOWN = 20;
/** Less than so much of a line, in microseconds, is not worth a line here. */
const LEAST = 0.1;

if (import.meta.main) await main(Deno.args);

async function main([line = "say hi", count = "100"]: readonly string[]): Promise<void> {
  const sessions = Number(count);
  if (!Number.isInteger(sessions) || sessions < 1) {
    return refuseUsage(
      [`Cannot measure as SESSIONS must be a whole number from 1 on: ${count}`],
      USAGE,
    );
  }
  await using load = new LoadProcess();
  await using game = await startGame({ flags: ["--inspect=127.0.0.1:0"] });
  const crowd = { crowd: "all", port: game.port };
  const steps = wayIn(line.startsWith("look") ? "look-{tens} 11" : "alone-{n} 0");
  await enterAll(load, { port: game.port, count: sessions, steps });
  const { count: lines } = await load.order({ ...crowd, task: { kind: "probe", line } });
  const closed = async () =>
    (await load.order({ ...crowd, task: { kind: "closed", line, lines, ms: MS } })).perSecond;
  // The compiler has its say first.
  await closed();
  const before = await threadTimes(game.pid);
  const perSecond = await closed();
  const after = await threadTimes(game.pid);
  console.log(`${line}, ${sessions} sessions: ${Math.round(perSecond)} lines a second\n`);
  console.log("processor time of each thread for one line:");
  for (const [thread, time] of after) {
    const each = (time - (before.get(thread) ?? 0)) / (perSecond * MS / 1000);
    if (each >= LEAST) console.log(`${each.toFixed(1).padStart(7)} µs  ${thread}`);
  }
  using inspector = await Inspector.connect(inspectedAt(game));
  const run = async () => void await closed();
  show("Portal", hotSpots(await inspector.profile(undefined, run)));
  // The Server's code is a generated entry; the Store's is a file.
  show("Server", hotSpots(await inspector.profile(/^blob:/, run)));
}

function inspectedAt({ program }: Game): string {
  const [url] = /ws:\/\/\S+/.exec(program.printed) ?? [];
  if (url === undefined) throw new Error("Cannot find where the program is inspected");
  return url;
}

function show(isolate: string, spots: readonly HotSpot[]): void {
  console.log(`\n${isolate}, of its busy time:`);
  for (const { name, file, share } of spots.slice(0, SHOWN)) {
    console.log(`${(share * 100).toFixed(1).padStart(7)} %  ${`${name} ${file}`.trimEnd()}`);
  }
}
