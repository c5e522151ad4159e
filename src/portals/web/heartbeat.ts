import type { Clock } from "../../core/clock.ts";
import type { Websocket } from "./ws_library.ts";

const PING_EVERY_MS = 25_000;
const MAX_PING_MISSES = 2;

/**
 * Pings the client of a websocket for as long as it is open, and ends it when the client vanished
 * without a word: it answered two pings with nothing.
 */
export function keepHeartbeat(socket: Websocket, clock: Clock): void {
  let misses = 0;
  let timer = clock.timer(PING_EVERY_MS, beat);
  for (const sign of ["message", "pong"] as const) socket.on(sign, () => misses = 0);
  socket.on("close", () => timer[Symbol.dispose]());

  function beat(): void {
    if (misses >= MAX_PING_MISSES) return socket.terminate();
    misses++;
    timer = clock.timer(PING_EVERY_MS, beat);
    socket.ping();
  }
}
