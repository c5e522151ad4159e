import assert from "node:assert/strict";
import fc from "fast-check";
import { ManualClock } from "../../../src/core/clock.ts";
import { TelnetDecoder, type TelnetEvent } from "../../../src/portals/telnet/codec.ts";
import {
  doubleIac,
  encodeCommand,
  encodeNegotiation,
  encodeSubnegotiation,
  encodeText,
} from "../../../src/portals/telnet/encode.ts";
import { COMMAND, OPTION } from "../../../src/portals/telnet/telnet_bytes.ts";
import { bytes, latin1 } from "./fake_peer.ts";

const { IAC, SB, SE, WILL, DO, NOP, GA } = COMMAND;
const { NAWS, TTYPE } = OPTION;

function newDecoder(clock = new ManualClock()): TelnetDecoder {
  return new TelnetDecoder({ payloadLimit: () => 1024, openMs: 10_000, clock });
}

/** Decodes pieces and joins neighbouring data, which a cut may split. */
function decode(pieces: readonly Uint8Array[], decoder = newDecoder()): unknown[] {
  const events: unknown[] = [];
  let data = "";
  const flush = () => {
    if (data !== "") events.push(data);
    data = "";
  };
  for (const event of pieces.flatMap((piece) => decoder.push(piece))) {
    if (event.kind === "data") data += latin1(event.bytes);
    else {
      flush();
      events.push(plain(event));
    }
  }
  flush();
  return events;
}

function plain(event: Exclude<TelnetEvent, { kind: "data" }>): unknown {
  return event.kind === "subnegotiation" ? { ...event, payload: latin1(event.payload) } : event;
}

function byteByByte(data: Uint8Array): Uint8Array[] {
  return Array.from(data, (byte) => Uint8Array.of(byte));
}

const SAMPLES:
  readonly (readonly [name: string, sample: Uint8Array, events: unknown[], wire?: string])[] = [
    ["a doubled IAC as one byte of text", bytes("a", IAC, IAC, "b"), ["a\xffb"], "wire 2. FF FF: "],
    [
      "a doubled IAC in a payload as one byte",
      bytes(IAC, SB, TTYPE, 1, IAC, IAC, 2, IAC, SE),
      [{ kind: "subnegotiation", option: TTYPE, payload: "\x01\xff\x02" }],
      "wire 2. FF FF: ",
    ],
    [
      "a window of 255 by 255",
      bytes(IAC, SB, NAWS, 0, IAC, IAC, 0, IAC, IAC, IAC, SE),
      [{ kind: "subnegotiation", option: NAWS, payload: "\0\xff\0\xff" }],
    ],
    [
      "a payload whose end is missing, and the command after it",
      bytes(IAC, SB, TTYPE, 0, "X", IAC, WILL, NAWS, "text"),
      [
        { kind: "subnegotiation", option: TTYPE, payload: "\0X" },
        { kind: "anomaly", anomaly: "missing_se" },
        { kind: "negotiation", verb: "will", option: NAWS },
        "text",
      ],
      "wire 4. missing SE: ",
    ],
    [
      "a payload that is never ended before the next begins",
      bytes(IAC, SB, TTYPE, "A", IAC, SB, NAWS, "B", IAC, SE),
      [
        { kind: "subnegotiation", option: TTYPE, payload: "A" },
        { kind: "anomaly", anomaly: "missing_se" },
        { kind: "subnegotiation", option: NAWS, payload: "B" },
      ],
    ],
    [
      "a subnegotiation as the first bytes",
      bytes(IAC, SB, NAWS, 0, 80, 0, 24, IAC, SE, "x"),
      [{ kind: "subnegotiation", option: NAWS, payload: "\0\x50\0\x18" }, "x"],
      "wire 6. SB as first bytes: ",
    ],
    ["a stray end", bytes("a", IAC, SE, "b"), ["a", { kind: "anomaly", anomaly: "stray_se" }, "b"]],
    [
      "an unknown command, and drops both its bytes",
      bytes("a", IAC, 0x41, "b"),
      ["a", { kind: "anomaly", anomaly: "unknown_command" }, "b"],
    ],
    [
      "an empty subnegotiation",
      bytes(IAC, SB, IAC, SE, "a"),
      [{ kind: "anomaly", anomaly: "empty_subnegotiation" }, "a"],
    ],
    [
      "commands and verbs between text",
      bytes("x", IAC, NOP, "y", IAC, DO, 255, IAC, GA),
      [
        "x",
        { kind: "command", code: NOP },
        "y",
        { kind: "negotiation", verb: "do", option: 255 },
        { kind: "command", code: GA },
      ],
    ],
  ];

for (const [name, sample, events, wire = ""] of SAMPLES) {
  Deno.test(`${wire}TelnetDecoder reads ${name}, cut at every byte or not at all`, () => {
    assert.deepEqual(decode([sample]), events);
    assert.deepEqual(decode(byteByByte(sample)), events);
    for (let at = 1; at < sample.length; at++) {
      assert.deepEqual(decode([sample.subarray(0, at), sample.subarray(at)]), events);
    }
  });
}

const telnetish = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(IAC, SB, SE, WILL, DO, NAWS, 0, 13, 10, 65) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 255 }) },
  ),
  { maxLength: 200 },
).map((list) => Uint8Array.from(list));

Deno.test("TelnetDecoder reads random bytes without throwing, the same however they are cut", () => {
  fc.assert(fc.property(telnetish, fc.nat(200), (sample, cut) => {
    const whole = decode([sample]);
    assert.deepEqual(decode(byteByByte(sample)), whole);
    assert.deepEqual(decode([sample.subarray(0, cut), sample.subarray(cut)]), whole);
  }));
});

Deno.test("TelnetDecoder gives back any text whose IACs were doubled", () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), (sample) => {
    assert.deepEqual(decode([doubleIac(sample)]), [latin1(sample)]);
  }));
});

Deno.test("TelnetDecoder gives back any subnegotiation that was encoded", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 255 }), fc.uint8Array(), (option, payload) => {
    assert.deepEqual(decode([encodeSubnegotiation(option, payload)]), [
      { kind: "subnegotiation", option, payload: latin1(payload) },
    ]);
  }));
});

Deno.test("wire 5. 1 MiB SB: TelnetDecoder drops a payload of 1 MiB and goes on after its end", () => {
  const decoder = newDecoder();
  const head = decode([bytes(IAC, SB, TTYPE)], decoder);
  const piece = new Uint8Array(65_536).fill(0x41);
  const body = decode(Array.from({ length: 16 }, () => piece), decoder);
  const tail = decode([bytes(IAC, SE, "on")], decoder);
  assert.deepEqual([...head, ...body, ...tail], [
    { kind: "anomaly", anomaly: "long_subnegotiation" },
    "on",
  ]);
});

Deno.test("TelnetDecoder gives up a subnegotiation that stays open for too long", () => {
  const clock = new ManualClock();
  const decoder = newDecoder(clock);
  decode([bytes(IAC, SB, TTYPE, "abc")], decoder);
  clock.advance(10_000);
  assert.deepEqual(decode([bytes("d")], decoder), []);
  clock.advance(1);
  assert.deepEqual(decode([bytes("look")], decoder), [
    { kind: "anomaly", anomaly: "open_subnegotiation" },
    "look",
  ]);
});

Deno.test("encodeText() ends lines with CR LF and sends no lone CR", () => {
  assert.equal(latin1(encodeText("a\nb\r\nc\rd")), "a\r\nb\r\ncd");
});

Deno.test("encodeCommand() and encodeNegotiation() give the bytes of RFC 854", () => {
  assert.deepEqual([...encodeCommand(NOP)], [255, 241]);
  assert.deepEqual([...encodeNegotiation("will", OPTION.EOR)], [255, 251, 25]);
  assert.deepEqual([...encodeNegotiation("wont", OPTION.ECHO)], [255, 252, 1]);
  assert.deepEqual([...encodeNegotiation("do", TTYPE)], [255, 253, 24]);
  assert.deepEqual([...encodeNegotiation("dont", NAWS)], [255, 254, 31]);
});
