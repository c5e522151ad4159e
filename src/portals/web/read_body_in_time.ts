import type { Clock } from "../../core/clock.ts";
import { readBody } from "./read_body.ts";

/** How much of a body is read, and how long. */
export interface BodyLimits {
  /** The most that is read, in bytes. */
  readonly maxBytes: number;
  readonly clock: Clock;
  /** How long it may take, in milliseconds. */
  readonly ms: number;
}

/**
 * Reads the body of a request whole, unless it is too long or too slow.
 *
 * @returns The body, `null` when there is none, or why it was not read: the client may be gone.
 */
export async function readBodyInTime(
  request: Request,
  { maxBytes, clock, ms }: BodyLimits,
): Promise<Uint8Array<ArrayBuffer> | null | "tooLong" | "late" | "gone"> {
  const late = new AbortController();
  const signal = AbortSignal.any([request.signal, late.signal]);
  using _timer = clock.timer(ms, () => late.abort());
  try {
    return await readBody(request, { maxBytes, signal });
  } catch (error) {
    if (late.signal.aborted) return "late";
    if (request.signal.aborted) return "gone";
    throw error;
  }
}
