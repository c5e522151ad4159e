import type { CloseReason, PortalMessage, SessionSync } from "../../core/boundary/messages.ts";
import type { Clock } from "../../core/clock.ts";
import type { Rate } from "../../core/gate/token_bucket.ts";
import type { DetailParts } from "./client_detail.ts";
import type { SessionLimits } from "./session_limits.ts";

/** A session, as far as who hears of it has to know it. */
export interface HeardSession {
  readonly sessid: number;
  readonly sync: SessionSync;
}

/** What every `PortalSession` gets from the registry that makes it. */
export interface PortalSessionParts extends DetailParts {
  readonly clock: Clock;
  readonly limits: SessionLimits;
  /** How fast typed lines may come, and what is beside them. */
  readonly rates: { readonly lines: Rate; readonly oob: Rate };
  /** Whether what is said to a session waits at the wall, so that nobody can log in. */
  readonly isHeld: (sessid: number) => boolean;
  /** Sends to the Server. */
  readonly send: (message: PortalMessage) => void;
  /** Is told of what the client sent and nobody will read. */
  readonly onRejected: (session: HeardSession, why: RejectedInput) => void;
  /** Is called once, when the connection is gone. */
  readonly onClosed: (session: HeardSession, reason: CloseReason) => void;
}

/** Why nobody reads what a client sent. */
export type RejectedInput = "too_long" | "too_fast" | "oob_too_fast";
