import assert from "node:assert/strict";
import { COMMAND, OPTION } from "../../../../src/portals/telnet/telnet_bytes.ts";
import { Lab } from "../telnet_lab.ts";

const { IAC, SB, SE, WILL } = COMMAND;
const { NAWS } = OPTION;

async function sizeAfter(...payload: readonly number[]): Promise<unknown> {
  const lab = new Lab();
  await lab.start();
  await lab.send(IAC, WILL, NAWS, IAC, SB, NAWS, ...payload, IAC, SE);
  await lab.end();
  return lab.sink.flags;
}

Deno.test("wire 3. NAWS 255x255: NawsOption reads a size whose bytes of 255 are doubled", async () => {
  const size = await sizeAfter(0, IAC, IAC, 0, IAC, IAC);
  assert.deepEqual(size, { screenWidth: 255, screenHeight: 255 });
});

Deno.test("NawsOption takes 0 for unknown and keeps sizes within reason", async () => {
  assert.deepEqual(await sizeAfter(0, 0, 0, 24), { screenHeight: 24 });
  assert.deepEqual(await sizeAfter(0, 1, 0x40, 0), { screenWidth: 20, screenHeight: 300 });
  assert.deepEqual(await sizeAfter(0x40, 0, 0, 1), { screenWidth: 500, screenHeight: 5 });
});

Deno.test("NawsOption ignores a payload of a wrong length", async () => {
  assert.deepEqual(await sizeAfter(0, 80, 0), {});
  assert.deepEqual(await sizeAfter(0, 80, 0, 24, 0), {});
});

Deno.test("NawsOption reports a burst of sizes as the first and the last", async () => {
  const lab = new Lab();
  const seen: (number | undefined)[] = [];
  await lab.start();
  for (const width of [80, 81, 82, 83]) {
    await lab.send(IAC, SB, NAWS, 0, width, 0, 24, IAC, SE);
    seen.push(lab.sink.flags.screenWidth);
  }
  await lab.advance(100);
  seen.push(lab.sink.flags.screenWidth);
  assert.deepEqual(seen, [80, 80, 80, 80, 83]);
  await lab.end();
});
