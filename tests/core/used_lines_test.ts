import assert from "node:assert/strict";
import type { ServerMessage } from "../../src/core/boundary/messages.ts";
import { ManualClock } from "../../src/core/clock.ts";
import type { Turn } from "../../src/core/store/journal.ts";
import type { Change, RanLine } from "../../src/core/store/store.ts";
import { UsedLines } from "../../src/core/used_lines.ts";
import { put } from "./store/samples.ts";

const NOON = Date.UTC(2026, 0, 1, 12);
const HOUR = 60 * 60 * 1_000;

/** Returns it after its first mark, which forgets the oldest as well. */
function used(clock = new ManualClock(NOON)): UsedLines {
  const lines = new UsedLines(clock);
  lines.mark(turnOf(put(1)), ran([[1, 1]]));
  return lines;
}

function turnOf(...changes: readonly Change[]): Turn<string> {
  return { changes, undo: [], outputs: ["said"] };
}

function ran(lines: readonly [number, number][]): readonly ServerMessage[] {
  return [{ kind: "ran", lines }, { kind: "joined", portal: 7 }];
}

/** Which lines a turn says it used up. */
function marked({ changes }: Turn<string>): readonly RanLine[] {
  return changes.flatMap((change) => change.kind === "putRan" ? change.lines : []);
}

Deno.test("UsedLines.mark() adds to a turn's changes which lines it used up, and when", () => {
  const turn = used().mark(turnOf(put(2)), ran([[5, 3], [6, 1]]));
  assert.deepEqual(turn.changes, [
    put(2),
    { kind: "putRan", lines: [[5, 3], [6, 1]], at: NOON },
  ]);
  assert.deepEqual(turn.outputs, ["said"]);
});

Deno.test("UsedLines.mark() adds nothing to a turn without changes, or without numbered lines", () => {
  const lines = used();
  for (const [turn, words] of [[turnOf(), ran([[5, 3]])], [turnOf(put(2)), []]] as const) {
    assert.equal(lines.mark(turn, words), turn);
  }
});

Deno.test("UsedLines.mark() uses up no line of a session whose commands changed nothing", () => {
  const turn = { ...turnOf(put(2)), scopes: () => new Set([{ sessid: 5 }]) };
  assert.deepEqual(marked(used().mark(turn, ran([[5, 3], [6, 1]]))), [[5, 3]]);
});

Deno.test("UsedLines.mark() uses up all lines when nobody knows who has changed something", () => {
  const words = ran([[5, 3], [6, 1]]);
  for (const scope of [undefined, {}]) {
    const turn = { ...turnOf(put(2)), scopes: () => new Set([{ sessid: 5 }, scope]) };
    assert.deepEqual(marked(used().mark(turn, words)), [[5, 3], [6, 1]]);
  }
});

Deno.test("UsedLines.mark() tells of a line that goes on with the first turn that changes something", () => {
  const lines = used();
  lines.begin([5, 3]);
  assert.deepEqual(marked(lines.mark(turnOf(), ran([[5, 3]]))), []);
  assert.deepEqual(marked(lines.mark(turnOf(put(2)), ran([[6, 1]]))), [[5, 3], [6, 1]]);
  assert.deepEqual(marked(lines.mark(turnOf(put(2)), ran([[6, 2]]))), [[6, 2]], "once");
});

Deno.test("UsedLines.mark() tells again of a line that goes on when the turn that told was lost", () => {
  const lines = used();
  lines.begin([5, 3]);
  lines.begin([6, 1]);
  const lost = lines.mark(turnOf(put(2)), ran([[7, 1]]));
  lines.begin([6, 2]);
  for (const undo of lost.undo) undo();
  assert.deepEqual(marked(lines.mark(turnOf(put(2)), [])).toSorted(), [[5, 3], [6, 2]]);
});

Deno.test("UsedLines.mark() tells of what ran ahead of others until more of it is said", () => {
  const lines = used();
  lines.begin([5, 3, [[5, 5]]]);
  const lost = lines.mark(turnOf(put(2)), ran([[5, 4]]));
  assert.deepEqual(marked(lost), [[5, 4, [[5, 5]]]]);
  lines.begin([5, 4, [[6, 7]]]);
  for (const undo of lost.undo) undo();
  assert.deepEqual(marked(lines.mark(turnOf(put(2)), [])), [[5, 4, [[6, 7]]]]);
});

Deno.test("UsedLines.rest() tells once what no turn has told, of the sessions that are there", () => {
  const lines = used();
  lines.begin([5, 3, [[5, 5]]]);
  lines.begin([6, 1]);
  assert.deepEqual(lines.rest((sessid) => sessid === 5), [
    { kind: "putRan", lines: [[5, 3, [[5, 5]]]], at: NOON },
  ]);
  assert.deepEqual(lines.rest(() => true), []);
});

Deno.test("UsedLines.mark() forgets what is a day old, at first and then every hour", () => {
  const clock = new ManualClock(NOON);
  const lines = new UsedLines(clock);
  const trimmed = () =>
    lines.mark(turnOf(put(1)), ran([[5, 1]])).changes.filter(({ kind }) => kind === "trimRan");
  assert.deepEqual(trimmed(), [{ kind: "trimRan", before: NOON - 24 * HOUR }]);
  clock.advance(HOUR - 1);
  assert.deepEqual(trimmed(), []);
  clock.advance(1);
  assert.deepEqual(trimmed(), [{ kind: "trimRan", before: NOON - 23 * HOUR }]);
  assert.deepEqual(trimmed(), []);
});
