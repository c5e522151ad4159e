import assert from "node:assert/strict";
import { parseAddress } from "../../src/core/gate/network.ts";
import { readProxyHeader } from "../../src/portals/proxy/proxy_header.ts";
import type { FuzzTarget } from "../fuzz_target.ts";

const MAX_BYTES = 300;

/** The header that a proxy sends before its client's first byte. */
export const PROXY_HEADER: FuzzTarget = {
  name: "proxy_header",
  holds: "the same however much has come, and never an address that is none",
  words: [
    "PROXY TCP4 ",
    "PROXY TCP6 ",
    "PROXY UNKNOWN\r\n",
    "192.0.2.1 ",
    "::ffff:192.0.2.1 ",
    " 1 2\r\n",
  ],
  run(bytes) {
    const whole = readProxyHeader(bytes, MAX_BYTES);
    if (whole.kind === "header") {
      const { length, address } = whole;
      assert.ok(length <= bytes.length && length <= MAX_BYTES, "longer than what came");
      if (address !== undefined) assert.ok(parseAddress(address), `"${address}" is no address`);
      assert.deepEqual(readProxyHeader(bytes.subarray(0, length), MAX_BYTES), whole);
    }
    if (whole.kind === "incomplete") {
      assert.ok(bytes.length < MAX_BYTES, "it is waited for too long");
    }
    // What was decided stays decided when more comes.
    for (let length = 0; length < Math.min(bytes.length, MAX_BYTES + 1); length++) {
      const early = readProxyHeader(bytes.subarray(0, length), MAX_BYTES);
      if (early.kind !== "incomplete") assert.deepEqual(early, whole);
    }
  },
};
