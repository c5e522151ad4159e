import type { CloseReason } from "../core/boundary/messages.ts";

/**
 * What a user reads when a connection ends for a reason; empty where it is plain.
 *
 * @example What somebody reads who was sent out
 * ```ts
 * import { CLOSE_SENTENCES } from "@vestibule/core/portal";
 * import assert from "node:assert/strict";
 *
 * assert.equal(CLOSE_SENTENCES.booted, "You were sent out.");
 * ```
 */
export const CLOSE_SENTENCES: Readonly<Record<CloseReason, string>> = {
  client_closed: "",
  quit: "",
  booted: "You were sent out.",
  banned: "Connections from your address are not accepted here.",
  logged_in_elsewhere: "You logged in from elsewhere; this connection ends.",
  idle: "You were quiet for too long; this connection ends.",
  login_timeout: "The login took too long. Connect again when you are ready.",
  too_many_connections: "There are too many connections now. Try again in a minute.",
  protocol_error: "This connection cannot be understood and ends.",
  slow_consumer: "",
  server_error: "Something went wrong here. Connect again in a moment.",
  shutdown: "The server is shutting down. Come back later.",
};
