import { CountingCrowd } from "./counting/crowd.ts";
import type { CrowdReport } from "./counting/report.ts";
import { countingHouse, heldMs, residentMiB } from "./house.ts";
import { percentile } from "./percentile.ts";
import { readNumbers } from "./read_numbers.ts";

/** How a house is reloaded under a crowd that counts. */
export interface ReloadPlan {
  /** How many sessions there are, one half by telnet and one by websocket. */
  readonly sessions: number;
  readonly reloads: number;
  /** How long each session waits from one number to the next, in milliseconds. */
  readonly everyMs: number;
}

/** What was counted. */
export interface ReloadReport extends CrowdReport {
  /** How many reloads were made. */
  readonly reloads: number;
  /** How long input was held, in milliseconds. */
  readonly held: { readonly p50: number; readonly p99: number };
  /** The memory of the whole process in MiB: before the first reload, and after each. */
  readonly memory: readonly number[];
}

/** What `deno task torture --help` says. */
export const says = "reloads under sessions that count: --sessions 1000 --reloads 20 --everyMs 500";

/** Reloads as often as the options say. */
export async function run(args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const plan = readNumbers(args, { sessions: 1000, reloads: 20, everyMs: 500 });
  const { memory, ...report } = await reloadUnderLoad(plan, (text) => console.error(text));
  const half = memory.slice(Math.floor(memory.length / 2));
  return {
    ...report,
    memory: {
      before: Math.round(memory[0] ?? 0),
      after: Math.round(memory.at(-1) ?? 0),
      slopeOfLastHalf: Number(slope(half).toFixed(3)),
    },
  };
}

/** Reloads a house while a crowd counts in it. */
export async function reloadUnderLoad(
  { sessions, reloads, everyMs }: ReloadPlan,
  tell: (text: string) => void,
): Promise<ReloadReport> {
  await using house = await countingHouse();
  const { program, berta } = house;
  const { telnetPort, webPort, pid } = program;
  const telnet = Math.ceil(sessions / 2);
  await using crowd = await CountingCrowd.enter(
    { telnetPort, webPort, telnet, websocket: sessions - telnet, everyMs },
    tell,
  );
  await crowd.count();
  const memory = [await residentMiB(pid)];
  for (let reload = 1; reload <= reloads; reload++) {
    await berta.send("reload");
    await berta.until(/The world has been reloaded\./);
    await berta.send("look");
    await berta.until(/Exits/);
    memory.push(await residentMiB(pid));
    tell(`reload ${reload}: held for ${heldMs(program, "reload").at(-1)} ms`);
  }
  const report = await crowd.finish();
  const held = heldMs(program, "reload");
  return {
    ...report,
    reloads: held.length,
    held: { p50: percentile(held, 0.5), p99: percentile(held, 0.99) },
    memory,
  };
}

/** How much the values grow from one to the next, by the straight line that fits best. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const [over, under] = values.reduce(
    (
      [over, under],
      value,
      at,
    ) => [over + (at - middle) * (value - mean), under + (at - middle) ** 2],
    [0, 0],
  );
  return under === 0 ? 0 : over / under;
}
