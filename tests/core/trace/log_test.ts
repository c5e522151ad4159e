import fc from "fast-check";
import assert from "node:assert/strict";
import { formatEvent, logTo } from "../../../src/core/trace/log.ts";
import { Trace, type TraceEvent, type TraceLevel } from "../../../src/core/trace/trace.ts";

const AT = Date.UTC(2024, 0, 2, 3, 4, 5, 678);

function event(data: Record<string, unknown>, more: Partial<TraceEvent> = {}): TraceEvent {
  return { seq: 1, at: AT, kind: "session:login", level: "info", data, ...more };
}

function plain(data: Record<string, unknown>, more: Partial<TraceEvent> = {}): string {
  return formatEvent(event(data, more), { color: false });
}

Deno.test("formatEvent() writes time, level, kind, session and data in one line", () => {
  assert.equal(
    plain({ account: "anna", mode: 2 }, { sessid: 7 }),
    "03:04:05.678 INFO  session:login #7 account=anna mode=2",
  );
});

Deno.test("formatEvent() leaves out the session of an event that has none", () => {
  assert.equal(plain({}, { level: "error" }), "03:04:05.678 ERROR session:login");
});

Deno.test("formatEvent() quotes a value only when it is more than a word", () => {
  const line = plain({ address: "::1", empty: "", said: 'hi "you"', pair: "a=b" });
  assert.ok(line.endsWith('address=::1 empty="" said="hi \\"you\\"" pair="a=b"'), line);
});

Deno.test("formatEvent() writes lists, objects and nothing as JSON", () => {
  const line = plain({ list: [1, "a"], object: { a: null }, none: undefined, big: 5n });
  assert.ok(line.endsWith('list=[1,"a"] object={"a":null} none=undefined big="5n"'), line);
});

Deno.test("formatEvent() writes a value that JSON cannot hold without failing", () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  assert.ok(plain({ circle }).endsWith('circle="[not JSON]"'));
});

Deno.test("formatEvent() escapes what would forge a line, a colour or a direction", () => {
  const line = plain({ name: "x\r\n03:04:05 INFO forged\x1b[31m\x9b2J\u202eabc\u2028" });
  assert.equal(line.split("\n").length, 1);
  assert.ok(line.includes("\\r\\n"), line);
  assert.ok(line.includes("\\u001b[31m\\u009b2J\\u202eabc\\u2028"), line);
});

Deno.test("formatEvent() puts no control character in its line, whatever the data", () => {
  const text = fc.string({ unit: "binary" });
  fc.assert(fc.property(fc.dictionary(text, fc.anything({ key: text })), text, (data, kind) => {
    // deno-lint-ignore no-control-regex -- the test is about control characters
    assert.doesNotMatch(plain(data, { kind }), /[\x00-\x1f\x7f-\x9f\u2028-\u202e]/);
  }));
});

Deno.test("formatEvent() puts a stack on indented lines of its own", () => {
  const stack = "Error: bad\n    at a.ts:1:2\n    at \x1b[2mb.ts:3:4";
  assert.equal(
    plain({ stack, plugin: "chargen" }),
    [
      '03:04:05.678 INFO  session:login stack="Error: bad" plugin=chargen',
      "    Error: bad",
      "        at a.ts:1:2",
      "        at \\u001b[2mb.ts:3:4",
    ].join("\n"),
  );
});

Deno.test("formatEvent() indents every line of a message that forges a log line", () => {
  const error = new Error("bad\n03:04:05.678 INFO  session:login account=admin");
  const [, ...rest] = plain({ error }).split("\n");
  assert.ok(rest.length > 1);
  assert.ok(rest.every((line) => line.startsWith("    ")));
});

Deno.test("formatEvent() follows an error's causes, and ends on a circle of them", () => {
  const inner = new TypeError("inner");
  const text = plain({ error: new Error("outer", { cause: inner }) });
  assert.match(text, /error="Error: outer"/);
  assert.match(text, /Caused by: TypeError: inner/);
  inner.cause = inner;
  assert.ok(plain({ error: inner }).split("Caused by").length < 10);
});

Deno.test("formatEvent() colours only when asked", () => {
  const coloured = formatEvent(event({ a: "b" }), { color: true });
  // deno-lint-ignore no-control-regex -- colours begin with a control character
  const escapes = /\x1b\[[\d;]*m/g;
  assert.match(coloured, escapes);
  assert.equal(coloured.replace(escapes, ""), plain({ a: "b" }));
});

Deno.test("logTo() writes events of the least level and graver ones", () => {
  const trace = new Trace(() => AT);
  const lines: string[] = [];
  const write = (text: string) => void lines.push(text);
  using _log = logTo(trace, { write, minLevel: "warn", color: false });
  const levels: TraceLevel[] = ["debug", "info", "warn", "error"];
  for (const level of levels) trace.emit("test:event", { level });
  assert.deepEqual(lines, [
    "03:04:05.678 WARN  test:event\n",
    "03:04:05.678 ERROR test:event\n",
  ]);
});

Deno.test("logTo() writes nothing once it was disposed of", () => {
  const trace = new Trace(() => AT);
  const lines: string[] = [];
  const write = (text: string) => void lines.push(text);
  logTo(trace, { write, minLevel: "debug", color: false })[Symbol.dispose]();
  trace.emit("test:event");
  assert.deepEqual(lines, []);
});
