import type { ServerMessage } from "./boundary/messages.ts";
import { DamagedRowError } from "./store/damaged_row_error.ts";
import { messageOf } from "./trace/error_text.ts";

/** Says why a Server could not start. */
export function failureMessage(error: unknown): Extract<ServerMessage, { kind: "failed" }> {
  return { kind: "failed", error: messageOf(error), isDamage: error instanceof DamagedRowError };
}
