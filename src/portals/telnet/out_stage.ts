/**
 * Changes bytes on their way out, such as by compressing them.
 *
 * @example A stage that shouts
 * ```ts
 * import type { OutStage } from "@vestibule/core/portal";
 * import assert from "node:assert/strict";
 *
 * const shout: OutStage = {
 *   pass: (bytes) => Promise.resolve(bytes.map((byte) => byte & ~0x20)),
 *   finish: () => Promise.resolve(new Uint8Array()),
 *   close() {},
 * };
 *
 * assert.deepEqual([...await shout.pass(Uint8Array.of(0x68, 0x69))], [0x48, 0x49]);
 * ```
 */
export interface OutStage {
  /** Returns what becomes of bytes: all of it, so that the peer can read them at once. */
  pass(bytes: Uint8Array): Promise<Uint8Array>;
  /** Ends in order and returns the last bytes. */
  finish(): Promise<Uint8Array>;
  /** Gives up at once; frees what it holds. May be called more than once. */
  close(): void;
}
