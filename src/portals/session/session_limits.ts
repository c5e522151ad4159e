import type { Rate } from "../../core/gate/token_bucket.ts";

/** What one session may send, and how long it may stay before it logs in. 0 is off. */
export interface SessionLimits {
  /** The longest typed line, in UTF-16 code units, whatever protocol it came by. */
  readonly maxLineLength: number;
  /** Typed lines per second, and how many may come at once. */
  readonly commandRate: number;
  readonly commandBurst: number;
  /** Out-of-band messages per second. */
  readonly oobRate: number;
  /** Seconds until a session must have logged in. */
  readonly loginTimeout: number;
}

/** Returns how fast typed lines may come, and what is beside them. */
export function ratesOf(
  { commandRate, commandBurst, oobRate }: SessionLimits,
): { readonly lines: Rate; readonly oob: Rate } {
  return {
    lines: { perSecond: commandRate, burst: commandBurst },
    oob: { perSecond: oobRate, burst: oobRate },
  };
}
