import type { Account } from "../model.ts";

/** Where something comes from: a session, or somebody who has none yet. */
export interface AuditOrigin {
  /** An address without a port. */
  readonly address: string;
  readonly protocolKey: string;
  /** Absent before there is a session. */
  readonly sessid?: number;
  /** Whose session it is. */
  readonly account?: Account | null;
}
