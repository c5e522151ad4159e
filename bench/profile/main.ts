/**
 * `deno task bench:profile [LINE] [SESSIONS]`: where the time of one line goes, in both isolates; or
 * of one arrival, where LINE is `arrivals`.
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

const USAGE = "deno task bench:profile [LINE|arrivals] [SESSIONS]";
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
  const work = line === "arrivals"
    ? arrivals(load, game, sessions)
    : await lines(load, game, { line, sessions });
  // The compiler has its say first.
  await work.run();
  const before = await threadTimes(game.pid);
  const from = performance.now();
  const done = await work.run();
  const seconds = (performance.now() - from) / 1000;
  const after = await threadTimes(game.pid);
  console.log(
    `${line}, ${sessions} sessions: ${Math.round(done / seconds)} ${work.what} a second\n`,
  );
  console.log(`processor time of each thread for one of the ${work.what}:`);
  for (const [thread, time] of after) {
    const each = (time - (before.get(thread) ?? 0)) / done;
    if (each >= LEAST) console.log(`${each.toFixed(1).padStart(7)} µs  ${thread}`);
  }
  using inspector = await Inspector.connect(inspectedAt(game));
  const run = async () => void await work.run();
  show("Portal", hotSpots(await inspector.profile(undefined, run)));
  // The Server's code is a generated entry; the Store's is a file.
  show("Server", hotSpots(await inspector.profile(/^blob:/, run)));
}

/** What is looked at. */
interface Work {
  /** What it does, in the plural. */
  readonly what: string;
  /** Does it for {@linkcode MS}, and returns how often. */
  readonly run: () => Promise<number>;
}

/** Lets sessions come in, which then say a line again as soon as they are answered. */
async function lines(
  load: LoadProcess,
  { port }: Game,
  { line, sessions }: { readonly line: string; readonly sessions: number },
): Promise<Work> {
  const crowd = { crowd: "all", port };
  const steps = wayIn(line.startsWith("look") ? "look-{tens} 11" : "alone-{n} 0");
  await enterAll(load, { port, count: sessions, steps });
  const { count: lines } = await load.order({ ...crowd, task: { kind: "probe", line } });
  const task = { kind: "closed", line, lines, ms: MS } as const;
  const run = async () => (await load.order({ ...crowd, task })).perSecond * MS / 1000;
  return { what: "lines", run };
}

/** So many connect at once, again and again. */
function arrivals(load: LoadProcess, { port }: Game, count: number): Work {
  const run = async () => {
    let done = 0;
    for (const until = performance.now() + MS; performance.now() < until; done += count) {
      await load.order({ crowd: "none", port, task: { kind: "arrive", count } });
    }
    return done;
  };
  return { what: "arrivals", run };
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
