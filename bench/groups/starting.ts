import { tempFolder } from "../../tests/cli/temp_folder.ts";
import { startProgram } from "../../tests/e2e/program.ts";
import type { BenchRun } from "../bench_run.ts";

/** How often each is started. */
const STARTS = 5;

/** From the start of the process until it has printed where to connect. */
export async function starting({ add, tell }: BenchRun): Promise<void> {
  const row = { group: "start", unit: "ms", better: "less" } as const;
  tell("start: new worlds");
  add({ ...row, name: "ready, in a new data folder", rounds: await times(startProgram) });
  tell("start: a world that is there");
  await using data = await tempFolder();
  await (await startProgram({ dataFolder: data.path })).stop("SIGTERM");
  const again = () => startProgram({ dataFolder: data.path });
  add({ ...row, name: "ready, with a world that is there", rounds: await times(again) });
  const uncached = () => startProgram({ dataFolder: data.path, flags: ["--no-code-cache"] });
  add({ ...row, name: "ready, code compiled anew", rounds: await times(uncached) });
}

async function times(start: () => ReturnType<typeof startProgram>): Promise<readonly number[]> {
  const rounds: number[] = [];
  for (let at = 0; at <= STARTS; at++) {
    const from = performance.now();
    const program = await start();
    // The first one fills the caches.
    if (at > 0) rounds.push(performance.now() - from);
    await program.stop("SIGTERM");
    await program[Symbol.asyncDispose]();
  }
  return rounds;
}
