import { residentMiB } from "../torture/house.ts";

/** How long memory must not have become less until it counts, in milliseconds. */
const QUIET_MS = 1000;
/** How often it is looked at, in milliseconds. */
const EVERY_MS = 100;

/** The memory that a process has in use when it has come to rest, in KiB. */
export async function resident(pid: number): Promise<number> {
  let least = await residentMiB(pid);
  for (let since = 0; since < QUIET_MS; since += EVERY_MS) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    const now = await residentMiB(pid);
    if (now >= least) continue;
    least = now;
    since = 0;
  }
  return least * 1024;
}
