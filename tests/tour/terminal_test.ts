import assert from "node:assert/strict";
import { stripVTControlCharacters as stripAnsiCode } from "node:util";
import { Enters } from "../../src/tour/terminal/enters.ts";
import { eventLine } from "../../src/tour/terminal/event_line.ts";
import { TourPage } from "../../src/tour/terminal/page.ts";
import { parseTourArgs } from "../../src/tour/terminal/tour_args.ts";

Deno.test("parseTourArgs() reads what to play, and how", () => {
  assert.deepEqual(parseTourArgs([], 10), { kind: "play", isFast: false });
  assert.deepEqual(parseTourArgs(["--fast", "--chapter", "7"], 10), {
    ...{ kind: "play", isFast: true, chapter: 7 },
  });
  assert.deepEqual(parseTourArgs(["--chapter=10"], 10), {
    ...{ kind: "play", isFast: false, chapter: 10 },
  });
  assert.deepEqual(parseTourArgs(["--fast", "--help"], 10), { kind: "help" });
  assert.deepEqual(parseTourArgs(["-h"], 10), { kind: "help" });
});

Deno.test("parseTourArgs() says what is wrong", () => {
  for (
    const [argv, problem] of [
      [["--chapter"], /a number from 1 to 10 must follow it: nothing follows it/],
      [["--chapter", "0"], /it is "0"/],
      [["--chapter=11"], /it is "11"/],
      [["--chapter", "--fast"], /it is "--fast"/],
      [["--chapter", "1.5"], /it is "1\.5"/],
      [["--fas"], /did you mean "--fast"\?/],
      [["--fast=yes"], /Cannot use "--fast=yes"/],
      [["7"], /Cannot use "7" as flags must be known/],
    ] as const
  ) {
    const args = parseTourArgs(argv, 10);
    assert.equal(args.kind, "error", argv.join(" "));
    assert.match(args.kind === "error" ? args.problem : "", problem);
  }
});

Deno.test("Enters waits for each Enter once, and for nothing when none can come", async () => {
  const bytes = new TransformStream<Uint8Array, Uint8Array>();
  const writer = bytes.writable.getWriter();
  const enters = new Enters(bytes.readable);
  void writer.write(new TextEncoder().encode("\nyes\n"));
  await enters.next();
  await enters.next();
  let isOver = false;
  const third = enters.next().then(() => isOver = true);
  void writer.write(new TextEncoder().encode("no end yet"));
  await writer.ready;
  assert.equal(isOver, false);
  void writer.close();
  await third;
  await enters.next();
});

Deno.test("TourPage colours where it may, and writes the same without", () => {
  const line = { from: "Client 1", to: "Portal 1", text: "look" };
  const plain = new TourPage({ width: 80, color: false }).event(line);
  const colored = new TourPage({ width: 80, color: true }).event(line);
  assert.equal(plain, "  Client 1 → Portal   look");
  assert.notEqual(colored, plain);
  assert.equal(stripAnsiCode(colored), plain);
});

Deno.test("eventLine() says nothing of events that are not for a reader", () => {
  const event = { seq: 1, at: 0, level: "detail", data: {} } as const;
  assert.equal(eventLine({ ...event, kind: "command:end" }), undefined);
  assert.equal(eventLine({ ...event, kind: "something:new" }), undefined);
  assert.equal(eventLine({ ...event, kind: "wall:server" }), undefined);
});

Deno.test("eventLine() shows what clients are told as they read it, and not without end", () => {
  const calls = [["text", ["|rOne|n\n2\n3\n4\n5\n6\n7\n8"], {}]];
  const line = eventLine({
    ...{ seq: 1, at: 0, level: "detail", sessid: 3, kind: "client:output", data: { calls } },
  });
  assert.deepEqual(line, {
    from: "Portal 3",
    to: "Client 3",
    text: "One\n2\n3\n4\n5\n… (3 more lines)",
  });
});
