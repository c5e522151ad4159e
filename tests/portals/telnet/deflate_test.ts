import assert from "node:assert/strict";
import { Deflate } from "../../../src/portals/telnet/deflate.ts";
import { inflated, inflatedWhole } from "./inflating.ts";

/** Bytes that no compression makes shorter; the same for the same length. */
function noise(length: number): Uint8Array {
  let seed = length + 1;
  return Uint8Array.from({ length }, () => (seed = (seed * 48_271) % 2_147_483_647) & 0xff);
}

function asString(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

Deno.test("Deflate gives all of each burst at once, whatever its length", async () => {
  const deflate = new Deflate(() => {});
  const lengths = [1, 2, 500, ...Array.from({ length: 40 }, (_, at) => 1_000 + at), 5_000, 70_000];
  let stream = "";
  let told = "";
  for (const length of lengths) {
    const burst = noise(length);
    told += asString(burst);
    stream += asString(await deflate.pass(burst));
    assert.ok(stream.endsWith("\x00\x00\xff\xff"), `${length}`);
    assert.equal(inflated(stream), told, `${length}`);
  }
  stream += asString(await deflate.finish());
  assert.equal(inflatedWhole(stream), told);
});

Deno.test("Deflate that is closed compresses nothing more, and says once that it is closed", async () => {
  let closed = 0;
  const deflate = new Deflate(() => closed++);
  await deflate.pass(noise(10));
  deflate.close();
  deflate.close();
  assert.equal(closed, 1);
  await assert.rejects(deflate.pass(noise(10)), /must be open: it is closed/);
  await assert.rejects(deflate.finish(), /must be open: it is closed/);
});
