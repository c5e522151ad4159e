import type { Profile } from "./inspector.ts";

/** A function, and how much of the time it ran itself, without what it called. */
export interface HotSpot {
  readonly name: string;
  /** The last two parts of its file's path; empty for what V8 and Deno do. */
  readonly file: string;
  /** Of the time in which the isolate was busy, from 0 to 1. */
  readonly share: number;
}

/** What is no work. */
const IDLE = "(idle)";

/** Returns the functions that an isolate was in most, the most first. */
export function hotSpots({ nodes, samples, timeDeltas }: Profile): readonly HotSpot[] {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const times = new Map<string, number>();
  let busy = 0;
  samples.forEach((id, at) => {
    const frame = frames.get(id);
    if (frame === undefined || frame.functionName === IDLE) return;
    const { functionName: name, url } = frame;
    const file = url.startsWith("file:") ? url.split("/").slice(-2).join("/") : "";
    const key = `${name === "" ? "(nameless)" : name}\n${file}`;
    const time = timeDeltas[at] ?? 0;
    busy += time;
    times.set(key, (times.get(key) ?? 0) + time);
  });
  return [...times].map(([key, time]) => {
    const [name = "", file = ""] = key.split("\n");
    return { name, file, share: time / busy };
  }).toSorted((a, b) => b.share - a.share);
}
