import { resident } from "../resident.ts";
import { type Cost, type LineCost, Meter } from "./meter.ts";
import { Players } from "./players.ts";
import type { Part, Variant } from "./variant.ts";

/** How many share a room where they do. */
export const OF_ROOM = 20;
/** Lines a second of all sessions together, where lines are sent at a fixed rate. */
export const RATE = 500;
/** How many lines each sends, where all send more than can be told at once. */
const EACH = 30;
/** How long lines are sent before it is measured, as a part of how long it is. */
const WARM_UP = 0.5;

/** How much is measured. */
export interface RealmScale {
  /** How many come in: whole rooms of {@linkcode OF_ROOM}. */
  readonly sessions: number;
  /** How long one figure is measured, in milliseconds. */
  readonly ms: number;
}

/** The memory of a process, in KiB. */
export interface Memory {
  readonly part: Part;
  /** Before anybody has come. */
  readonly empty: number;
  /** With all sessions in the world, and nobody doing anything. */
  readonly idle: number;
}

/** What one round has measured of a variant. */
export interface Measured {
  readonly memory: readonly Memory[];
  /** What a second costs in which nobody does anything. */
  readonly rest: Cost;
  /** What lines cost, by what was sent and how. */
  readonly lines: Readonly<Record<string, LineCost>>;
}

/** Measures a variant once, with players of its own. */
export async function measure(
  variant: Variant,
  { sessions, ms }: RealmScale,
): Promise<Measured> {
  await using players = new Players(variant.ports);
  const empty = await residents(variant);
  await players.enter(sessions, OF_ROOM);
  const idle = await residents(variant);
  const meter = new Meter(variant, () => players.pid);
  const rest = await meter.ofRest(ms);
  const lines: Record<string, LineCost> = {};
  const send = async (name: string, line: string) => {
    const task = { line, lines: await players.linesOf(line), ms };
    await players.closed({ ...task, ms: ms * WARM_UP });
    lines[`${name}, ${RATE} a second`] = await meter.ofAll(() =>
      players.open({ ...task, perSecond: RATE })
    );
    lines[name] = await meter.ofTime(() => players.closed(task));
  };
  // Whose line it is that one hears is not looked at: times say nothing here.
  const heard = { line: "say hi", lines: 1, perSecond: RATE };
  await players.open({ ...heard, ms: ms * WARM_UP });
  lines[`say to ${OF_ROOM}, ${RATE} a second`] = await meter.ofAll(() =>
    players.open({ ...heard, ms })
  );
  lines[`say to ${OF_ROOM}`] = await meter.ofAll(() =>
    players.flood({ line: "say hi", lines: OF_ROOM, each: EACH, ms })
  );
  await send(`look among ${OF_ROOM}`, "look");
  await players.part();
  await send("say", "say hi");
  await send("unknown", "xyzzy");
  const memory = variant.processes.map(({ part }, at) => ({
    ...{ part, empty: empty[at] ?? 0, idle: idle[at] ?? 0 },
  }));
  return { memory, rest, lines };
}

async function residents({ processes }: Variant): Promise<readonly number[]> {
  return await Promise.all(processes.map(({ pid }) => resident(pid)));
}
