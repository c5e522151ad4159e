import type { WaitLimits } from "./by_deadline.ts";

/** How long a call may take, and the number under which the log tells that it failed. */
export interface CallLimits extends Omit<WaitLimits, "clock"> {
  readonly incident: string;
}
