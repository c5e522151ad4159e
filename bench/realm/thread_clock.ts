/** The processor time that each thread of a process has taken, by its number, in microseconds. */
export type ThreadClock = ReadonlyMap<string, number>;

/** What a process has taken between two looks at it. */
export interface Taken {
  /** All its threads together, in microseconds. */
  readonly all: number;
  /** Each of its threads, the one that took most first. */
  readonly threads: readonly number[];
}

/**
 * Reads the processor time of a process's threads as the scheduler of Linux counts it: in
 * nanoseconds, where `stat` counts in hundredths of a second.
 */
export async function readThreads(pid: number): Promise<ThreadClock> {
  const times = new Map<string, number>();
  for await (const { name: tid } of Deno.readDir(`/proc/${pid}/task`)) {
    const file = `/proc/${pid}/task/${tid}/schedstat`;
    // A thread may end while it is looked at.
    const text = await Deno.readTextFile(file).catch(() => "");
    times.set(tid, Number(text.split(" ")[0]) / 1000);
  }
  return times;
}

/** Returns what was taken between two looks; what threads took that have ended since is not in it. */
export function takenBetween(before: ThreadClock, after: ThreadClock): Taken {
  const threads = [...after]
    .map(([tid, time]) => time - (before.get(tid) ?? 0))
    .filter((time) => time > 0)
    .toSorted((one, other) => other - one);
  return { all: threads.reduce((sum, time) => sum + time, 0), threads };
}
