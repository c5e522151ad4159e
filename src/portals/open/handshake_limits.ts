import type { PendingLimits } from "../pending_clients.ts";

/** How long a client may take to finish its handshake, in milliseconds. */
export const HANDSHAKE_MS = 10_000;

/** How many handshakes of one port may be under way at once. */
export const PENDING_HANDSHAKES: PendingLimits = { inAll: 500, perAddress: 20 };
