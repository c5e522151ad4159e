import { enterAsSuperuser } from "../tests/e2e/players.ts";
import { heapHouse } from "./heap/heap_house.ts";
import { whatStayed } from "./heap/what_stayed.ts";
import { readNumbers } from "./read_numbers.ts";

/** What `deno task torture --help` says. */
export const says = "what stays in the heaps of Servers that were replaced: --reloads 120";

/** How many reloads come before the counting, so that what is made once is there. */
const FIRST_RELOADS = 40;

/** Reloads again and again, and counts what stays of it in both isolates. */
export async function run(args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { reloads } = readNumbers(args, { reloads: 120 });
  await using house = await heapHouse();
  await using anna = await enterAsSuperuser(house.program, "Anna");
  const reload = async (times: number) => {
    for (let time = 0; time < times; time++) {
      await anna.send("reload");
      await anna.until(/The world has been reloaded\./);
    }
  };
  await reload(FIRST_RELOADS);
  const before = await house.heaps();
  await reload(reloads);
  const after = await house.heaps();
  const kib = ({ portal }: typeof before) => Math.round(portal.usedBytes / 1024);
  const portalKiB = { before: kib(before), after: kib(after) };
  return { reloads, stayed: whatStayed(before, after, reloads), portalKiB };
}
