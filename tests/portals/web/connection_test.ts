import assert from "node:assert/strict";
import { Connection } from "../../../src/portals/web/client/connection.js";

/** A websocket of the page that a test plays the server of. */
class PlayedSocket {
  static readonly OPEN = 1;
  readonly readyState = PlayedSocket.OPEN;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { reason: string }) => void) | null = null;
  send(): void {}
  close(): void {}
}

/** Plays the server of a page, and its clock. */
function play() {
  const real = { WebSocket, setTimeout, clearTimeout, setInterval, clearInterval, now: Date.now };
  const sockets: PlayedSocket[] = [];
  const pauses: number[] = [];
  let now = 1_000_000;
  let waiting: (() => void) | null = null;
  Object.assign(globalThis, {
    WebSocket: Object.assign(function () {
      const socket = new PlayedSocket();
      sockets.push(socket);
      return socket;
    }, { OPEN: 1 }),
    setTimeout: (run: () => void, ms: number) => {
      pauses.push(ms);
      waiting = run;
      return 1;
    },
    clearTimeout: () => {},
    setInterval: () => 1,
    clearInterval: () => {},
  });
  Date.now = () => now;
  const connection = new Connection("ws://test/ws", { onFrame() {}, onState() {} });
  const latest = () => sockets.at(-1);
  return {
    ...{ connection, pauses, sockets },
    /** Begins the session. */
    begin: () => {
      latest()?.onopen?.();
      latest()?.onmessage?.({ data: '["resume",["t"],{}]' });
    },
    close: (reason: string) => latest()?.onclose?.({ reason }),
    /** Waits until it tries again. */
    wait: () => {
      now += pauses.at(-1) ?? 0;
      waiting?.();
    },
    [Symbol.dispose]: () => {
      const { now: realNow, ...others } = real;
      Object.assign(globalThis, others);
      Date.now = realNow;
    },
  };
}

Deno.test("Connection comes back at once when it is sent on, and then tries each second for a minute", () => {
  using page = play();
  page.connection.open();
  page.begin();
  page.close("moved");
  assert.equal(page.sockets.length, 2);
  for (let tries = 0; tries < 70; tries++) {
    page.close("");
    page.wait();
  }
  assert.deepEqual(new Set(page.pauses.slice(0, 60)), new Set([1_000]));
  assert.deepEqual(page.pauses.slice(60, 68), [2_000, 4_000, 8_000, ...Array(5).fill(15_000)]);
});

Deno.test("Connection waits longer from try to try when nobody has sent it on", () => {
  using page = play();
  page.connection.open();
  page.begin();
  for (let tries = 0; tries < 6; tries++) {
    page.close("");
    page.wait();
  }
  assert.deepEqual(page.pauses, [1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
});
