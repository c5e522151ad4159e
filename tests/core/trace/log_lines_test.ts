import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { LogLines } from "../../../src/core/trace/log_lines.ts";

/** A log, and what was written of it, a write each. */
function newLog(most = Infinity) {
  const writes: string[] = [];
  const log = new LogLines((bytes) => {
    const written = bytes.subarray(0, most);
    writes.push(new TextDecoder().decode(written));
    return written.length;
  });
  return { log, writes };
}

Deno.test("LogLines writes the lines of one turn of the event loop at one go, in order", async () => {
  const { log, writes } = newLog();
  for (const line of ["one\n", "two\n"]) log.add(line, "info");
  assert.deepEqual(writes, []);
  await setImmediate();
  log.add("three\n", "debug");
  await setImmediate();
  assert.deepEqual(writes, ["one\ntwo\n", "three\n"]);
});

Deno.test("LogLines writes a warning and an error at once, with what came before", async () => {
  const { log, writes } = newLog();
  log.add("one\n", "info");
  log.add("two\n", "warn");
  assert.deepEqual(writes, ["one\ntwo\n"]);
  log.add("three\n", "error");
  await setImmediate();
  assert.deepEqual(writes, ["one\ntwo\n", "three\n"]);
});

Deno.test("LogLines writes the rest of what was written in part", () => {
  const { log, writes } = newLog(4);
  log.add("ein Bär\n", "warn");
  assert.equal(writes.length, 3);
  log.flush();
  assert.equal(writes.length, 3);
});

Deno.test("LogLines goes on when nobody reads it any more", async () => {
  const writes: string[] = [];
  const log = new LogLines((bytes) => {
    writes.push(new TextDecoder().decode(bytes));
    throw new Deno.errors.BrokenPipe("gone");
  });
  log.add("one\n", "error");
  log.add("two\n", "info");
  await setImmediate();
  assert.deepEqual(writes, ["one\n", "two\n"]);
});
