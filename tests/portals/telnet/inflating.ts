import { Buffer } from "node:buffer";
import { constants, inflateSync } from "node:zlib";

const Z_SYNC = constants.Z_SYNC_FLUSH;

/** What a compressed stream says so far. */
export function inflated(stream: string): string {
  return inflateSync(Buffer.from(stream, "latin1"), { finishFlush: Z_SYNC }).toString("latin1");
}

/** What a stream says that was finished in order; throws when it was not. */
export function inflatedWhole(stream: string): string {
  return inflateSync(Buffer.from(stream, "latin1")).toString("latin1");
}
