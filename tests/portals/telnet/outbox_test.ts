import assert from "node:assert/strict";
import { Outbox } from "../../../src/portals/telnet/outbox.ts";
import { bytes, latin1, turn } from "./fake_peer.ts";

/** An outbox whose peer takes nothing until it is told to. */
function slow(): { outbox: Outbox; take: () => Promise<string> } {
  let written = "";
  const taking = Promise.withResolvers<void>();
  const outbox = new Outbox({
    write: async (bytes) => {
      await taking.promise;
      written += latin1(bytes);
      return bytes.length;
    },
    highWater: 1_000_000,
    beforeWrite: () => {},
    written: () => {},
    overflowed: () => assert.fail("overflowed"),
    failed: () => assert.fail("failed"),
  });
  const take = async () => {
    taking.resolve();
    await outbox.drained();
    return written.replaceAll(/\.+/g, "");
  };
  return { outbox, take };
}

const MUCH = new Uint8Array(70_000).fill(0x2e);

Deno.test("load 1. Outbox.push() leaves out what is told anew, once more waits than one write takes", async () => {
  const { outbox, take } = slow();
  const tell = (words: string, replaces?: string) =>
    outbox.push(bytes(words), "telnet", { replaces });
  tell("<hp 9>", "hp");
  await turn(); // it is being written
  outbox.push(MUCH, "text");
  for (const words of ["<hp 8>", "<hp 7>"]) tell(words, "hp");
  tell("<mp 5>", "mp");
  tell("<Ann talks>");
  tell("<hp 6>", "hp");
  tell("<Ann talks>");
  assert.equal(await take(), "<hp 9><mp 5><Ann talks><hp 6><Ann talks>");
});

Deno.test("Outbox.push() leaves nothing out for a peer that takes what it is sent", async () => {
  const { outbox, take } = slow();
  for (const words of ["<hp 9>", "<hp 8>"]) {
    outbox.push(bytes(words), "telnet", { replaces: "hp" });
  }
  assert.equal(await take(), "<hp 9><hp 8>");
});

Deno.test("wire 25. Outbox counts what it left out as waiting no more", async () => {
  const { outbox, take } = slow();
  outbox.push(MUCH, "text");
  for (let at = 0; at < 1000; at++) {
    outbox.push(bytes("x".repeat(5000)), "telnet", { replaces: "x" });
  }
  assert.equal(await take(), "x".repeat(5000));
});

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
