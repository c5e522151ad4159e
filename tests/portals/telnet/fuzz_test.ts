import assert from "node:assert/strict";
import { ManualClock } from "../../../src/core/clock.ts";
import { TelnetInput } from "../../../src/portals/telnet/telnet_input.ts";
import { WireEncoding } from "../../../src/portals/telnet/wire_encoding.ts";
import { latin1 } from "./fake_peer.ts";
import { Dice, fuzzStream } from "./fuzz_streams.ts";

/** How many streams are read; `VESTIBULE_FUZZ=1000000` reads a million. */
const STREAMS = Number(Deno.env.get("VESTIBULE_FUZZ") ?? 10_000);
/** What a peer may make us keep, in bytes: of a payload, and of a line. */
const PAYLOAD = 16;
const LINE = 24;
const TLS = 0x16;
/** What lasts longer than a test: memory may grow by no more, in bytes. */
const MOST_GROWTH = 64 * 1024 * 1024;

function newInput(): TelnetInput {
  const clock = new ManualClock();
  const payloadLimit = () => PAYLOAD;
  const encoding = new WireEncoding();
  return new TelnetInput({ payloadLimit, openMs: 10_000, clock, lineCharacters: LINE, encoding });
}

/** Reads pieces, and returns all that came of them. */
function read(pieces: readonly Uint8Array[]): string {
  const input = newInput();
  const events: unknown[] = [];
  let wasAlive = false;
  for (const piece of pieces) {
    for (const event of input.read(piece)) {
      if (event.kind === "subnegotiation") assert.ok(event.payload.length <= PAYLOAD);
      if (event.kind === "line") assert.ok(event.text.length <= LINE);
      // Of keep-alives that come together one is told.
      if (event.kind === "alive" && wasAlive) continue;
      wasAlive = event.kind === "alive";
      events.push("payload" in event ? { ...event, payload: latin1(event.payload) } : event);
    }
  }
  return JSON.stringify([events, input.anomalies]);
}

/** All ways to cut a stream in two, and the one that cuts it between all bytes. */
function* cuts(stream: Uint8Array): Generator<readonly Uint8Array[]> {
  for (let at = 1; at < stream.length; at++) yield [stream.subarray(0, at), stream.subarray(at)];
  yield Array.from(stream, (byte) => Uint8Array.of(byte));
}

Deno.test("wire 1. TelnetInput reads any stream the same, wherever it is cut, without a throw", () => {
  let seed = 0;
  let checked = 0;
  for (let inputs = 0; inputs < STREAMS; seed++) {
    const stream = fuzzStream(new Dice(seed));
    // A connection that begins as TLS does is no telnet: that is another test's matter.
    if (stream[0] === TLS || stream.length === 0) continue;
    const whole = read([stream]);
    inputs++;
    for (const pieces of cuts(stream)) {
      assert.equal(read(pieces), whole, `seed ${seed} reads otherwise when it is cut`);
      inputs++;
      checked++;
    }
  }
  assert.ok(checked > STREAMS / 2);
});

Deno.test("TelnetInput keeps no more of endless streams than its limits allow", () => {
  const input = newInput();
  const before = Deno.memoryUsage().heapUsed;
  const dice = new Dice(1);
  let events = 0;
  for (let stream = 0; stream < STREAMS; stream++) {
    for (const event of input.read(fuzzStream(dice))) {
      if (event.kind === "subnegotiation") assert.ok(event.payload.length <= PAYLOAD);
      events++;
    }
  }
  assert.ok(events > STREAMS / 4);
  assert.ok(Deno.memoryUsage().heapUsed - before < MOST_GROWTH);
});
