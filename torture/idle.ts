import { enter } from "../tests/e2e/players.ts";
import type { TelnetClient } from "../tests/e2e/telnet_client.ts";
import { heapHouse } from "./heap/heap_house.ts";
import { type Memory, memoryOf } from "./heap/memory_of.ts";
import { percentile } from "./percentile.ts";
import { readNumbers } from "./read_numbers.ts";
import { VisitingCrowd } from "./visiting/visiting_crowd.ts";

/** What `deno task torture --help` says. */
export const says = "sessions that do nothing: --sessions 10000 --rounds 500 --times 2";

/** How long a line waited for its answer, in milliseconds. */
export interface RoundTrips {
  readonly p50: number;
  readonly p99: number;
}

/** Lets as many stay as the options say, and leave, time after time. */
export async function run(args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { sessions, rounds, times } = readNumbers(args, {
    ...{ sessions: 10_000, rounds: 500, times: 2 },
  });
  await using house = await heapHouse();
  const { telnetPort, webPort } = house.program;
  await using anna = await enter(telnetPort, "Anna");
  await using crowd = new VisitingCrowd({ telnetPort, webPort, addresses: 0 }, (text) => {
    console.error(text);
  });
  const alone = await roundTrips(anna, rounds);
  const before = await memoryOf(house);
  const found = [];
  for (let time = 1; time <= times; time++) {
    await crowd.stay(sessions);
    const beside = await memoryOf(house);
    const roundTripMs = await roundTrips(anna, rounds);
    const { dropped } = await crowd.leave();
    await house.left(1);
    const after = await memoryOf(house);
    found.push({
      dropped,
      roundTripMs,
      kiBPerSession: each(before, beside, sessions),
      beside,
      after,
    });
  }
  return { sessions, roundTripMs: alone, before, times: found };
}

/** Returns what each session takes, in KiB. */
function each(before: Memory, beside: Memory, sessions: number): Memory {
  const kiB = (what: keyof Memory) =>
    Number(((beside[what] - before[what]) / sessions * 1024).toFixed(1));
  return { resident: kiB("resident"), portal: kiB("portal"), server: kiB("server") };
}

/** Measures how long one session waits for the answer to a line, time after time. */
export async function roundTrips(client: TelnetClient, rounds: number): Promise<RoundTrips> {
  const waits: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const from = performance.now();
    await client.send("look");
    await client.until(/Exits:.*\n/);
    waits.push(performance.now() - from);
  }
  const rounded = (part: number) => Number(percentile(waits, part).toFixed(1));
  return { p50: rounded(0.5), p99: rounded(0.99) };
}
