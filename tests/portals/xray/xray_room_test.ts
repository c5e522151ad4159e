import assert from "node:assert/strict";
import { ManualClock } from "../../../src/core/clock.ts";
import { Trace, type TraceEvent } from "../../../src/core/trace/trace.ts";
import type { Exchange } from "../../../src/portals/xray/exchange.ts";
import { XrayRoom } from "../../../src/portals/xray/xray_room.ts";

const SAID: Exchange = { direction: "in", words: "IAC WILL |rTTYPE", hex: "FF FB 18" };

/** A room with sessions 1 to 4, of which 4 came by a protocol without an X-ray; 9 is gone. */
function open() {
  const clock = new ManualClock();
  const trace = new Trace();
  const events: TraceEvent[] = [];
  trace.read((event) => events.push(event));
  const lines = new Map<number, (exchange: Exchange) => void>();
  const said: (readonly [sessid: number, markup: string])[] = [];
  const room = new XrayRoom({
    clock,
    trace,
    say: (sessid, markup) => said.push([sessid, markup]),
    session: (sessid) =>
      sessid === 9 ? undefined : {
        protocolKey: sessid === 4 ? "ssh" : "telnet",
        xray(show) {
          if (sessid === 4) return undefined;
          assert.equal(lines.has(sessid), false, "it is looked at once, whoever looks");
          lines.set(sessid, show);
          return { [Symbol.dispose]: () => void lines.delete(sessid) };
        },
      },
  });
  const take = () => said.splice(0);
  return { room, clock, events, lines, take };
}

Deno.test("XrayRoom shows exchanges to who looks, and writes them into the trace", () => {
  const { room, events, lines, take } = open();
  room.start(1, 3);
  room.start(2, 3);
  take();
  lines.get(3)?.(SAID);
  const line = `|x#3|n |gclient|n ${"IAC WILL ||rTTYPE".padEnd(41)} |xFF FB 18|n`;
  assert.deepEqual(take(), [[1, line], [2, line]]);
  assert.deepEqual(
    events.map(({ kind, sessid, data }) => [kind, sessid, data]),
    [["telnet:exchange", 3, SAID]],
  );
});

Deno.test("XrayRoom reads no line any more when nobody looks", () => {
  const { room, lines, take } = open();
  room.start(1, 3);
  room.start(2, 3);
  room.stop(1, null);
  assert.equal(lines.size, 1);
  room.stop(2, 3);
  assert.equal(lines.size, 0);
  room.stop(2, 3);
  assert.deepEqual(take().map(([, text]) => text), [
    "You look at the line of #3. Type |wxray/stop|n to look away.",
    "You look at the line of #3. Type |wxray/stop|n to look away.",
    "You no longer look at the line of #3.",
    "You no longer look at the line of #3.",
    "You look at nobody's line.",
  ]);
});

Deno.test("XrayRoom lets nobody see their own line, through nobody's eyes either", () => {
  const { room, lines, take } = open();
  room.start(1, 1);
  room.start(1, 2);
  room.start(2, 3);
  room.start(3, 1);
  room.start(1, 2);
  room.start(1, 4);
  room.start(1, 9);
  assert.deepEqual([...lines.keys()], [2]);
  assert.deepEqual(take().map(([sessid, text]) => `${sessid} ${text}`), [
    "1 You cannot look at your own line, which would show itself: use another session.",
    "1 You look at the line of #2. Type |wxray/stop|n to look away.",
    "2 Somebody looks at your line: so you can look at nobody's.",
    "3 #1 looks at somebody else's line: theirs would be shown through it.",
    "1 You look at #2 already.",
    "1 #4 came by ssh, of which there is no X-ray: telnet has one.",
    "1 #9 is gone.",
  ]);
});

Deno.test("XrayRoom ends a look with either session, and says so to who looked", () => {
  const { room, lines, take } = open();
  room.start(1, 3);
  room.start(2, 3);
  take();
  room.forget(1);
  assert.equal(lines.size, 1);
  assert.deepEqual(take(), []);
  room.forget(3);
  assert.equal(lines.size, 0);
  assert.deepEqual(take(), [[2, "|x#3 is gone.|n"]]);
});

Deno.test("XrayRoom ends the looks of a session that is another's now, and says so if there were any", () => {
  const { room, lines, take } = open();
  room.start(1, 2);
  room.start(1, 3);
  take();
  room.logout(1);
  room.logout(1);
  assert.equal(lines.size, 0);
  assert.deepEqual(take(), [[1, "You no longer look at the line of #2, #3."]]);
});

Deno.test("XrayRoom shows no more than a person could read, and says what it left out", () => {
  const { room, clock, lines, take } = open();
  room.start(1, 3);
  take();
  for (let count = 0; count < 300; count++) lines.get(3)?.(SAID);
  assert.equal(take().length, 200);
  clock.advance(1_000);
  lines.get(3)?.(SAID);
  const [[, text = ""] = []] = take();
  assert.match(text, /^\|x#3 said 100 more things, too fast to be shown\.\|n\n\|x#3\|n/);
});
