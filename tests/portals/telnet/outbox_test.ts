import assert from "node:assert/strict";
import { Outbox } from "../../../src/portals/telnet/outbox.ts";
import { turn } from "./fake_peer.ts";

Deno.test("Outbox.push() writes what comes at whatever moment a write ends", async () => {
  for (let moment = 0; moment < 8; moment++) {
    const written: number[] = [];
    const first = Promise.withResolvers<void>();
    const outbox = new Outbox({
      write: async (bytes) => {
        written.push(...bytes);
        await first.promise;
        return bytes.length;
      },
      highWater: 100,
      beforeWrite: () => {},
      written: () => {},
      overflowed: () => assert.fail("overflowed"),
      failed: () => assert.fail("failed"),
    });
    outbox.push(Uint8Array.of(1), "text");
    await turn();
    first.resolve();
    for (let at = 0; at < moment; at++) await Promise.resolve();
    outbox.push(Uint8Array.of(2), "text");
    await turn();
    assert.deepEqual(written, [1, 2], `after ${moment} microtasks`);
    await outbox.drained();
  }
});
