import type { RunsLines } from "../measures/measured_handler.ts";
import type { AuditLog } from "./audit_log.ts";

/** Returns a handler whose lines are known as what their session does. */
export function auditedHandler(handler: RunsLines, audit: Pick<AuditLog, "during">): RunsLines {
  return {
    handle: (core, session, line) =>
      audit.during(session, () => handler.handle(core, session, line)),
    showLogin: (core, session) => handler.showLogin(core, session),
    tooLong: (core, session, raw) => handler.tooLong(core, session, raw),
  };
}
