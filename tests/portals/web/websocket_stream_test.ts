import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { EventEmitter } from "node:events";
import fc from "fast-check";
import { ManualClock } from "../../../src/core/clock.ts";
import { WebsocketStream } from "../../../src/portals/web/dialects/websocket_stream.ts";
import type { Websocket } from "../../../src/portals/web/ws_library.ts";

/** A websocket whose client sends what a test says, for as long as it is read. */
class FakeSocket extends EventEmitter implements Websocket {
  readonly bufferedAmount = 0;
  isPaused = false;
  send(): void {}
  ping(): void {}
  close(): void {}
  pause(): void {
    this.isPaused = true;
  }
  resume(): void {
    this.isPaused = false;
  }
  terminate(): void {
    this.emit("close", 1006);
  }
}

function open(): { readonly socket: FakeSocket; readonly stream: WebsocketStream } {
  const socket = new FakeSocket();
  const options = { clock: new ManualClock(), maxUnreadBytes: 65_536 };
  return { socket, stream: new WebsocketStream(socket, options) };
}

Deno.test("load 6. WebsocketStream stops a flood of tiny messages after a thousand, and reads them at once", async () => {
  const { socket, stream } = open();
  let sent = 0;
  for (; !socket.isPaused; sent++) socket.emit("message", Buffer.from("x"), true);
  assert.equal(sent, Math.ceil(65_537 / 65));
  const into = new Uint8Array(4_096);
  assert.equal(await stream.read(into), sent);
  assert.equal(socket.isPaused, false);
});

Deno.test("WebsocketStream gives the bytes of all messages in order, however it is read", async () => {
  const messages = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 30 });
  await fc.assert(fc.asyncProperty(messages, fc.integer({ min: 1, max: 50 }), async (all, size) => {
    const { socket, stream } = open();
    for (const message of all) socket.emit("message", Buffer.from(message), true);
    socket.emit("close", 1000);
    const into = new Uint8Array(size);
    const read: number[] = [];
    for (let count = await stream.read(into); count !== null; count = await stream.read(into)) {
      assert.ok(count > 0);
      read.push(...into.subarray(0, count));
    }
    assert.deepEqual(read, all.flatMap((message) => [...message]));
  }));
});
