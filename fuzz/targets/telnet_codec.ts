import assert from "node:assert/strict";
import { ManualClock } from "../../src/core/clock.ts";
import { TelnetDecoder, type TelnetEvent } from "../../src/portals/telnet/codec.ts";
import {
  doubleIac,
  encodeCommand,
  encodeNegotiation,
  encodeSubnegotiation,
} from "../../src/portals/telnet/encode.ts";
import { cutsOf } from "../checks.ts";
import type { FuzzTarget } from "../fuzz_target.ts";

const MAX_PAYLOAD = 64;

type Whole = { readonly bytes: Uint8Array; readonly text: string };

/** Telnet's bytes, read as events. */
export const TELNET_CODEC: FuzzTarget = {
  name: "telnet_codec",
  holds: "a stream reads the same wherever it is cut, and what was read reads the same again",
  run(bytes) {
    const [whole, ...cut] = cutsOf(bytes).map((pieces) => eventsOf(pieces));
    assert.ok(whole !== undefined && whole.length <= 2 * bytes.length, "more events than bytes");
    for (const events of cut) assert.equal(textOf(events), textOf(whole));
    const said = whole.filter((event) => event.bytes.length > 0);
    const again = eventsOf([Uint8Array.from(said.flatMap((event) => [...event.bytes]))]);
    assert.equal(textOf(again), textOf(said));
  },
};

function textOf(events: readonly Whole[]): string {
  return events.map(({ text }) => text).join("\n");
}

/** Returns each event as the bytes that say it, and as text; anomalies have no bytes. */
function eventsOf(pieces: readonly Uint8Array[]): Whole[] {
  const clock = new ManualClock();
  const decoder = new TelnetDecoder({ payloadLimit: () => MAX_PAYLOAD, openMs: 1_000, clock });
  // Data is told byte by byte, as a cut may part it anywhere.
  return pieces.flatMap((piece) => decoder.push(piece).flatMap(wholeOf));
}

function wholeOf(event: TelnetEvent): Whole[] {
  switch (event.kind) {
    case "data":
      return Array.from(event.bytes, (byte) => {
        return { bytes: doubleIac(Uint8Array.of(byte)).slice(), text: `data ${byte}` };
      });
    case "command":
      return [{ bytes: encodeCommand(event.code), text: `command ${event.code}` }];
    case "negotiation":
      return [{
        bytes: encodeNegotiation(event.verb, event.option),
        text: `${event.verb} ${event.option}`,
      }];
    case "subnegotiation":
      assert.ok(event.payload.length <= MAX_PAYLOAD, "a payload is longer than its limit");
      return [{
        bytes: encodeSubnegotiation(event.option, event.payload),
        text: `sb ${event.option} ${event.payload.toHex()}`,
      }];
    case "anomaly":
      return [{ bytes: new Uint8Array(), text: event.anomaly }];
  }
}
