import assert from "node:assert/strict";
import { resolveSettings } from "../../../src/core/settings/resolve.ts";
import { compression } from "../../../src/portals/open/compression.ts";

function hasRoom(values: Readonly<Record<string, unknown>>, under: "plain" | "tls"): unknown {
  const { settings } = resolveSettings([{ name: "test", values }]);
  return compression(settings, under)?.hasRoom;
}

Deno.test("compression() is for connections without TLS, unless the settings say otherwise", () => {
  const table = [
    ["off", undefined, undefined],
    ["plain", true, undefined],
    ["always", true, true],
  ] as const;
  for (const [mccp, plain, tls] of table) {
    assert.deepEqual([hasRoom({ mccp }, "plain"), hasRoom({ mccp }, "tls")], [plain, tls], mccp);
  }
  assert.deepEqual([hasRoom({}, "plain"), hasRoom({}, "tls")], [true, undefined]);
});

Deno.test("compression() has as many places as the settings say", () => {
  assert.equal(hasRoom({ maxCompressedSessions: 0 }, "plain"), false);
});
