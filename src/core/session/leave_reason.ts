import type { CloseReason } from "../boundary/messages.ts";

/**
 * Why a Server lets a session go: its connection ends, or it goes on in another realm behind the same
 * Portals, as `session.transfer()` has it.
 */
export type LeaveReason = CloseReason | "transferred";
