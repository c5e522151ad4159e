import assert from "node:assert/strict";
import { toMermaid } from "../../src/portals/observatory/client/export_mermaid.js";
import { Rows } from "../../src/portals/observatory/client/rows.js";
import { sessionsOf, stepSessions } from "../../src/portals/observatory/client/state.js";
import { readTrace, toJson } from "../../src/portals/observatory/client/trace_file.js";
import { textOf } from "../checks.ts";
import type { FuzzTarget } from "../fuzz_target.ts";

const REFUSAL = /^(The file|This is not a recording|The recording|This page is no export) /;

/** A file of the observatory that somebody opens: JSON, or a page that holds it. */
export const RECORDINGS: FuzzTarget = {
  name: "recordings",
  holds: "shown or refused in a sentence; what is shown is the same when saved and opened again",
  words: [
    ...['"format":"vestibule-trace"', '"version":1', '"events":[]', '"lifecycle":{}', '"seq":1'],
    ...['"kind":"wall:portal"', '"kind":"wall:server"', '"kind":"session:step"', '"message":{'],
    ...['<script type="application/json" id="trace">', '"calls":[["text",["a"],{}]]', '"data":{}'],
  ],
  run(bytes) {
    const recording = opened(textOf(bytes));
    if (recording === undefined) return;
    const saved = toJson(recording); // of a number that JSON cannot say, it says null
    assert.equal(toJson(readTrace(saved)), saved);
    recording.events.reduce(stepSessions, sessionsOf(recording.base.sessions));
    const rows = new Rows();
    rows.add(recording.events);
    toMermaid(rows.all, { title: recording.house });
  },
};

function opened(text: string): ReturnType<typeof readTrace> | undefined {
  try {
    return readTrace(text);
  } catch (error) {
    if (!(error instanceof Error) || !REFUSAL.test(error.message)) throw error;
  }
}
