import * as v from "valibot";
import type { Json } from "../model.ts";
import type { AnyMenu } from "./menu.ts";

/** How many menus may be on top of one another in one place. */
export const MAX_MENUS = 5;

/** How many nodes `back` can go back. */
export const MAX_HISTORY = 20;

/** One menu under way. */
export interface MenuFrame {
  /** The menu, as `plugin/name`. */
  readonly menu: string;
  readonly node: string;
  readonly state: Json;
  /** The nodes before this one, the oldest first. */
  readonly history: readonly string[];
}

/** What is kept of the menus under way in one place; there is at least one. */
export interface MenuRecord {
  /** The menus, the uppermost last. */
  readonly frames: readonly [...MenuFrame[], MenuFrame];
  /** Counts the nodes shown, so that what was shown is told from what is kept. */
  readonly step: number;
  /** The session that chose last. */
  readonly sessid: number;
}

/** Where a choice has led. */
export interface Arrival {
  readonly node: string;
  readonly state: Json;
  readonly sessid: number;
}

const FrameSchema = v.object({
  menu: v.string(),
  node: v.string(),
  state: v.unknown(),
  history: v.array(v.string()),
});

const RecordSchema = v.object({
  frames: v.array(FrameSchema),
  step: v.number(),
  sessid: v.number(),
});

/** Reads what was kept; `undefined` when it is no record. */
export function readRecord(kept: Json | undefined): MenuRecord | undefined {
  const read = v.safeParse(RecordSchema, kept);
  if (!read.success) return undefined;
  // What was kept as JSON is JSON.
  const frames = read.output.frames.map((frame) => ({ ...frame, state: frame.state as Json }));
  const top = frames.pop();
  return top === undefined ? undefined : { ...read.output, frames: [...frames, top] };
}

/** Makes of a record what is kept. */
export function keptRecord({ frames, step, sessid }: MenuRecord): Json {
  return { frames: frames.map((frame) => ({ ...frame })), step, sessid };
}

/** Returns the uppermost menu. */
export function topFrame({ frames }: MenuRecord): MenuFrame {
  const [frame] = frames.slice(-1);
  return frame ?? frames[0];
}

/** Lays a menu on top. */
export function pushed(
  record: MenuRecord | undefined,
  frame: MenuFrame,
  sessid: number,
): MenuRecord {
  return { frames: [...record?.frames ?? [], frame], step: nextStep(record), sessid };
}

/**
 * Checks that another menu may be laid on top.
 *
 * @param count How many there are.
 * @param menu The menu to be laid on top.
 * @param place What has them, for the error.
 * @throws {RangeError} When there are {@linkcode MAX_MENUS} already.
 */
export function checkRoom(count: number, menu: string, place: string): void {
  if (count < MAX_MENUS) return;
  throw new RangeError(
    `Cannot start menu "${menu}" as at most ${MAX_MENUS} menus may be on top of one another: ` +
      `${place} has ${count}`,
  );
}

/** Takes the uppermost menu away; `undefined` when it was the last. */
export function popped(record: MenuRecord): MenuRecord | undefined {
  const left = record.frames.slice(0, -1);
  const top = left.pop();
  return top === undefined
    ? undefined
    : { ...record, frames: [...left, top], step: nextStep(record) };
}

/** Puts the uppermost menu on a node; `back` leads to the one before. */
export function arrived(record: MenuRecord, arrival: Arrival): MenuRecord {
  const { node, history } = topFrame(record);
  const isSame = node === arrival.node;
  const longer = isSame ? history : [...history, node].slice(-MAX_HISTORY);
  return withTop(record, arrival, longer);
}

/** Puts the uppermost menu on the node before this one; `undefined` when there is none. */
export function wentBack(record: MenuRecord, sessid: number): MenuRecord | undefined {
  const { history, state } = topFrame(record);
  const node = history.at(-1);
  return node === undefined
    ? undefined
    : withTop(record, { node, state, sessid }, history.slice(0, -1));
}

/** Puts the uppermost menu on its first node, if new code has no such node any more. */
export function onKnownNode(record: MenuRecord, menu: AnyMenu): MenuRecord {
  const { node, state } = topFrame(record);
  if (Object.hasOwn(menu.nodes, node)) return record;
  return withTop(record, { node: menu.start, state, sessid: record.sessid }, []);
}

function withTop(
  record: MenuRecord,
  { node, state, sessid }: Arrival,
  history: readonly string[],
): MenuRecord {
  const frame = { menu: topFrame(record).menu, node, state, history };
  return { frames: [...record.frames.slice(0, -1), frame], step: nextStep(record), sessid };
}

function nextStep(record: MenuRecord | undefined): number {
  return (record?.step ?? 0) + 1;
}
