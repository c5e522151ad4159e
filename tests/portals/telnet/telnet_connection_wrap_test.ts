import assert from "node:assert/strict";
import { SharedRender } from "../../../src/portals/render/shared_render.ts";
import { COMMAND, OPTION } from "../../../src/portals/telnet/telnet_bytes.ts";
import { newLab, text } from "./telnet_lab.ts";

const { IAC, SB, SE } = COMMAND;
const { NAWS } = OPTION;

const window = (columns: number) => [IAC, SB, NAWS, 0, columns, 0, 24, IAC, SE];

Deno.test("TelnetConnection breaks lines between words where the window ends", async () => {
  const lab = await newLab();
  await lab.send(...window(20));
  assert.equal(
    await lab.deliver(text("Rain ticks against the glass door.\n  |wquit|n   leave")),
    "Rain ticks against\r\nthe glass door.\r\n  quit   leave\r\n",
  );
  await lab.end();
});

Deno.test("TelnetConnection leaves lines whole when no window is known", async () => {
  const lab = await newLab();
  const line = "word ".repeat(100).trim();
  assert.equal(await lab.deliver(text(line)), `${line}\r\n`);
  await lab.end();
});

Deno.test("TelnetConnection leaves lines whole for a screen reader", async () => {
  const lab = await newLab();
  await lab.send(...window(20));
  lab.connection.changeFlags({ screenReader: true });
  const line = "Rain ticks against the glass door.";
  assert.equal(await lab.deliver(text(line)), `${line}\r\n`);
  await lab.end();
});

Deno.test("TelnetConnection.deliver() keeps apart what windows of two widths are shown", async () => {
  const [narrow, wide] = [await newLab(), await newLab()];
  await narrow.send(...window(20));
  await wide.send(...window(25));
  const shared = new SharedRender();
  const seen: string[] = [];
  for (const lab of [narrow, wide]) {
    lab.connection.deliver([text("Rain ticks against the glass door.")], shared);
    seen.push(await lab.answer());
    await lab.end();
  }
  assert.deepEqual(seen, [
    "Rain ticks against\r\nthe glass door.\r\n",
    "Rain ticks against the\r\nglass door.\r\n",
  ]);
});
