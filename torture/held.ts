import { heapHouse } from "./heap/heap_house.ts";
import type { HeapCounts } from "./heap/heap_counts.ts";
import { readNumbers } from "./read_numbers.ts";
import { VisitingCrowd } from "./visiting/visiting_crowd.ts";

/** What `deno task torture --help` says. */
export const says = "what an idle telnet session holds in both heaps: --sessions 1000 --shown 12";

/** Lets some stay, and tells what each holds, the classes with the most bytes first. */
export async function run(args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { sessions, shown } = readNumbers(args, { sessions: 1000, shown: 12 });
  await using house = await heapHouse();
  const { telnetPort, webPort } = house.program;
  const ports = { telnetPort, webPort, addresses: 0 };
  await using crowd = new VisitingCrowd(ports, (text) => console.error(text));
  // What is made once is there before the counting.
  await crowd.stay(1);
  await crowd.leave();
  await house.left(0);
  const before = await house.heaps();
  await crowd.stay(sessions);
  const beside = await house.heaps();
  const each = (heap: "portal" | "server") =>
    heldByEach(before[heap], beside[heap], { sessions, shown });
  return { sessions, portal: each("portal"), server: each("server") };
}

/** Returns how many bytes and objects of each class one session has. */
function heldByEach(
  before: HeapCounts,
  beside: HeapCounts,
  { sessions, shown }: { readonly sessions: number; readonly shown: number },
): Readonly<Record<string, { readonly bytes: number; readonly objects: number }>> {
  const grown = (what: "bytes" | "classes", name: string) =>
    ((beside[what][name] ?? 0) - (before[what][name] ?? 0)) / sessions;
  const found = Object.keys(beside.bytes).map((name) =>
    [name, {
      bytes: Math.round(grown("bytes", name)),
      objects: Number(grown("classes", name).toFixed(1)),
    }] as const
  );
  const all = found.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  const most = found.toSorted(([, one], [, other]) => other.bytes - one.bytes).slice(0, shown);
  return Object.fromEntries([["all", { bytes: all, objects: 0 }], ...most]);
}
