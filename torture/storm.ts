import { growthSince } from "./heap/growth.ts";
import { type BothHeaps, type HeapHouse, heapHouse, PROXIED } from "./heap/heap_house.ts";
import { memoryOf } from "./heap/memory_of.ts";
import { residentMiB } from "./house.ts";
import { readNumbers } from "./read_numbers.ts";
import type { StormPlan } from "./visiting/orders.ts";
import { VisitingCrowd } from "./visiting/visiting_crowd.ts";

/** What `deno task torture --help` says. */
export const says = "sessions that come and go: --perSecond 1000 --seconds 60 --atOnce 400";

/** How many come before the counting, so that what is made once, or kept up to a limit, is there. */
const FIRST_VISITS = 2_000;
/** From how many addresses they come. */
const ADDRESSES = 32;

/** Lets sessions come and go, and counts what stays of them in both isolates. */
export async function run(args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const plan = readNumbers(args, { perSecond: 1000, seconds: 60, atOnce: 400 });
  const tell = (text: string) => console.error(text);
  const visits = plan.perSecond * plan.seconds;
  const first = { ...plan, visits: FIRST_VISITS };
  const before = await heapsAfter(first, tell);
  await using house = await heapHouse(PROXIED);
  await using crowd = visitorsOf(house, tell);
  await crowd.storm(first);
  await house.left(0);
  const calm = await memoryOf(house);
  tell("the storm begins");
  const storm = await crowd.storm({ ...plan, visits });
  const inStorm = Math.round(await residentMiB(house.program.pid));
  await house.left(0);
  const after = await memoryOf(house);
  tell("the storm is over");
  const { stayed } = await growthSince(house, before, visits);
  return {
    storm: { ...storm, perSecond: Math.round(visits / storm.seconds) },
    memory: { before: calm, atItsEnd: inStorm, after },
    stayed,
  };
}

/** Counts in a house of its own: counting takes memory, which must not be taken for the storm's. */
async function heapsAfter(plan: StormPlan, tell: (text: string) => void): Promise<BothHeaps> {
  await using house = await heapHouse(PROXIED);
  await using crowd = visitorsOf(house, tell);
  await crowd.storm(plan);
  await house.left(0);
  return await house.heaps();
}

/** Starts the visitors of a house that is {@linkcode PROXIED}. */
export function visitorsOf({ program }: HeapHouse, tell: (text: string) => void): VisitingCrowd {
  const { telnetPort, webPort } = program;
  return new VisitingCrowd({ telnetPort, webPort, addresses: ADDRESSES }, tell);
}
