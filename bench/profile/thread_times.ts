/** The processor time that each thread of a process has taken, in microseconds. */
export type ThreadTimes = ReadonlyMap<string, number>;

/** One tick of the kernel's count (`USER_HZ`), in microseconds. */
const TICK = 10_000;

/** Reads the processor times of a process's threads, by number and name; on Linux. */
export async function threadTimes(pid: number): Promise<ThreadTimes> {
  const times = new Map<string, number>();
  for await (const { name: tid } of Deno.readDir(`/proc/${pid}/task`)) {
    const stat = await Deno.readTextFile(`/proc/${pid}/task/${tid}/stat`).catch(() => undefined);
    // A thread may end while it is looked at.
    if (stat === undefined) continue;
    const { name, user, system } = fieldsOf(stat);
    times.set(`${name} ${tid}`, (user + system) * TICK);
  }
  return times;
}

/** Reads the fields of one thread: its name may have blanks and brackets in it (proc(5)). */
export function fieldsOf(
  stat: string,
): { readonly name: string; readonly user: number; readonly system: number } {
  const end = stat.lastIndexOf(")");
  const fields = stat.slice(end + 2).split(" ");
  return {
    name: stat.slice(stat.indexOf("(") + 1, end),
    user: Number(fields[11]),
    system: Number(fields[12]),
  };
}
