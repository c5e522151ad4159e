import type { Clock } from "../../core/clock.ts";
import type { ServedClient } from "../tcp_portal.ts";
import { encodeText } from "../telnet/encode.ts";
import type { ByteStream } from "../telnet/byte_stream.ts";
import { Wire } from "../telnet/wire.ts";

/** More than is ever said here. */
const HIGH_WATER = 16 * 1024;

/**
 * Serves a client that is told one thing and nothing more.
 *
 * @param stream The client's.
 * @param clock Bounds how long it may take to read that.
 * @param text What it is told; asked for when it is served.
 */
export function sayAndEnd(stream: ByteStream, clock: Clock, text: () => string): ServedClient {
  const wire = new Wire({
    ...{ stream, clock, highWater: HIGH_WATER },
    received: () => {},
    answered: () => Promise.resolve(),
    ended: () => {},
  });
  return {
    async run() {
      wire.send(encodeText(text()));
      await Promise.all([wire.end(), wire.run()]);
    },
    // deno-lint-ignore require-await -- a promise, as those that wait for the client
    async shutDown() {
      wire.cut("ours");
    },
  };
}
