import assert from "node:assert/strict";
import { MAX_V1_BYTES, readProxyHeader } from "../../../src/portals/proxy/proxy_header.ts";

const MAX = 1000;
const V2 = [0x0d, 0x0a, 0x0d, 0x0a, 0, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a];
const V4_ENDS = [192, 0, 2, 7, 10, 0, 0, 1, 0x30, 0x39, 0x0f, 0xa0];
const SSL = [0x20, 0, 5, 0x01, 0, 0, 0, 0];

function v1(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function v2(command: number, family: number, body: readonly number[]): Uint8Array {
  const length = [body.length >> 8, body.length & 255];
  return Uint8Array.from([...V2, 0x20 | command, family, ...length, ...body]);
}

const SAMPLES: readonly (readonly [string, Uint8Array, string | undefined, boolean])[] = [
  ["TCP4", v1("PROXY TCP4 192.0.2.7 10.0.0.1 12345 4000\r\n"), "192.0.2.7", false],
  ["TCP6", v1("PROXY TCP6 2001:DB8:0:0::7 ::1 12345 4000\r\n"), "2001:db8::7", false],
  ["UNKNOWN", v1("PROXY UNKNOWN\r\n"), undefined, false],
  ["v2 IPv4", v2(1, 0x11, V4_ENDS), "192.0.2.7", false],
  ["v2 IPv4 over TLS", v2(1, 0x11, [...V4_ENDS, 3, 0, 1, 9, ...SSL]), "192.0.2.7", true],
  [
    "v2 IPv6",
    v2(1, 0x21, [0x20, 1, 0xd, 0xb8, ...new Array(11).fill(0), 7, ...new Array(20).fill(0)]),
    "2001:db8::7",
    false,
  ],
  ["v2 LOCAL", v2(0, 0, []), undefined, false],
];

for (const [name, bytes, address, isSecure] of SAMPLES) {
  Deno.test(`readProxyHeader() reads ${name}, wherever it is cut`, () => {
    for (let cut = 0; cut < bytes.length; cut++) {
      assert.equal(readProxyHeader(bytes.subarray(0, cut), MAX).kind, "incomplete", `cut ${cut}`);
    }
    const expected = { kind: "header", length: bytes.length, address, isSecure };
    assert.deepEqual(readProxyHeader(bytes, MAX), expected);
    assert.deepEqual(readProxyHeader(Uint8Array.from([...bytes, 0x16, 3]), MAX), expected);
  });
}

Deno.test("readProxyHeader() knows what is no header by its first bytes", () => {
  for (const text of ["look\r\n", "\x16\x03\x01", "PROX", "PROXIMATE", "\r\n\r\nlook", "GET /"]) {
    const kind = text === "PROX" ? "incomplete" : "absent";
    assert.equal(readProxyHeader(v1(text), MAX).kind, kind, text);
  }
});

Deno.test("readProxyHeader() refuses a header that makes no sense", () => {
  const bad = [
    "PROXY TCP4 192.0.2.7 10.0.0.1 12345 4000\n",
    "PROXY TCP4 192.0.2.7 10.0.0.1 12345\r\n",
    "PROXY TCP4 192.0.2.7 10.0.0.1 12345 70000\r\n",
    "PROXY TCP4 ::1 ::1 12345 4000\r\n",
    "PROXY TCP6 192.0.2.7 10.0.0.1 12345 4000\r\n",
    "PROXY TCP4 010.0.2.7 10.0.0.1 12345 4000\r\n",
    "PROXY SCTP 192.0.2.7 10.0.0.1 12345 4000\r\n",
    "PROXY \r\n",
  ].map(v1);
  const badV2 = [v2(1, 0x11, V4_ENDS.slice(1)), v2(2, 0x11, V4_ENDS)];
  for (const bytes of [...bad, ...badV2]) {
    assert.equal(readProxyHeader(bytes, MAX).kind, "broken", new TextDecoder().decode(bytes));
  }
});

Deno.test("readProxyHeader() waits for no more bytes than a header may have", () => {
  const long = v1(`PROXY TCP4 ${"1".repeat(200)}`);
  assert.equal(readProxyHeader(long.subarray(0, MAX_V1_BYTES - 1), MAX).kind, "incomplete");
  assert.deepEqual(readProxyHeader(long, MAX), { kind: "broken", why: "it is too long" });
  const header = v2(1, 0x11, [...V4_ENDS, ...new Array(5000).fill(0)]);
  assert.deepEqual(readProxyHeader(header.subarray(0, 16), MAX), {
    kind: "broken",
    why: "it is too long",
  });
});
