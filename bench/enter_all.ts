import type { PeerKind, Step } from "./load/wire.ts";
import type { LoadProcess } from "./load_process.ts";

/** How many come into the world at a time. */
export const AT_ONCE = 16;

/**
 * The way into the world, and into a room, through the commands that a player types.
 *
 * @param place What the command `place` is given: the room, and how many things are in it.
 */
export function wayIn(place: string): readonly Step[] {
  return [
    { line: "create {name} correct-horse-battery", until: "out of character" },
    { line: "charcreate {name}", until: "to enter the world" },
    { line: "ic {name}", until: "You become" },
    { line: `place ${place}`, until: "placed" },
  ];
}

/** The way back into the world, for those who were in it: a login takes the puppet of the last one. */
export const WAY_BACK: readonly Step[] = [
  { line: "connect {name} correct-horse-battery", until: "You become" },
];

/** Who comes into a game. */
export interface Entering {
  readonly port: number;
  readonly count: number;
  /** How many of the crowd are there already; none unless given. */
  readonly there?: number;
  /** By telnet unless given. */
  readonly how?: PeerKind;
  /** What each does; comes into the world, into a room alone, unless given. */
  readonly steps?: readonly Step[];
}

/** Lets the crowd `all` grow, and each of the new ones go into the world. */
export async function enterAll(load: LoadProcess, entering: Entering): Promise<void> {
  const { port, count, there = 0, how = "telnet", steps = wayIn("alone-{n} 0") } = entering;
  const all = { crowd: "all", port };
  await load.order({ ...all, task: { kind: "connect", how, count, atOnce: AT_ONCE } });
  await load.order({ ...all, task: { kind: "steps", steps, from: there, atOnce: AT_ONCE } });
}
