import { type PlantedFault, plantFault } from "../tests/e2e/plant_fault.ts";
import { withPlugin } from "../tests/e2e/plugin_source.ts";
import { AT_ONCE, startProgram } from "../tests/e2e/program.ts";
import { NO_LIMITS } from "./house.ts";
import { Writer } from "./keeping/writer.ts";
import { readNumbers } from "./read_numbers.ts";

const PLUGIN = new URL("./keeping/plugin.ts", import.meta.url).pathname;

/** What `deno task torture --help` says. */
export const says =
  "kill -9 under players who have numbers kept: --times 300 --players 12 --ms 1000; " +
  "--lies 5 acknowledges so many ms too early, which must be found";

/**
 * Kills the program as often as the options say, each time at a random moment of the first `ms`
 * under load, and compares what is there afterwards with what the players had read; what is missing
 * or half there throws. With `lies`, the Store of this program says "committed" so many
 * milliseconds before it has.
 */
export async function run(args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const defaults = { times: 300, players: 12, ms: 1000, lies: 0 };
  const { times, players, ms, lies } = readNumbers(args, defaults);
  const dataFolder = await Deno.makeTempDir({ prefix: "vestibule-" });
  await using planted = new AsyncDisposableStack();
  const lie = lies === 0 ? undefined : planted.use(await plantLie(lies));
  // A world in which something is missing is left where it is, unless that was on purpose.
  if (lie !== undefined) planted.defer(() => Deno.remove(dataFolder, { recursive: true }));
  const options = {
    dataFolder,
    args: [...withPlugin(PLUGIN), ...AT_ONCE, ...NO_LIMITS],
    flags: lie?.flags ?? [],
  };
  const writers = Array.from({ length: players }, (_, at) => new Writer(`Writer${letters(at)}`));
  const acknowledged = () => writers.reduce((sum, writer) => sum + writer.acknowledged, 0);
  for (let kill = 1; kill <= times; kill++) {
    await using program = await startProgram(options);
    await Promise.all(writers.map((writer) => writer.come(program.telnetPort)));
    const writing = Promise.all(writers.map((writer) => writer.write()));
    await new Promise((resolve) => setTimeout(resolve, Math.random() * ms));
    await program.kill();
    await writing;
    if (kill % 10 === 0) console.error(`${kill} kills: ${acknowledged()} acknowledged`);
  }
  {
    await using program = await startProgram(options);
    await Promise.all(writers.map((writer) => writer.come(program.telnetPort)));
  }
  if (lie === undefined) await Deno.remove(dataFolder, { recursive: true });
  return { kills: times, players, acknowledged: acknowledged() };
}

function plantLie(ms: number): Promise<PlantedFault> {
  return plantFault(`lying_commit.ts?ms=${ms}`, "src/core/store/group_commit.ts");
}

/** Names a number from 0 to 675 with two letters. */
function letters(number: number): string {
  const letter = (index: number) => String.fromCharCode("A".charCodeAt(0) + index % 26);
  return letter(Math.floor(number / 26)) + letter(number);
}
