import type { CommandHandler, TypedLine } from "../command/handler.ts";
import type { Session } from "../model.ts";
import type { SessionCore } from "../session/session_core.ts";
import type { ServerCounts } from "./server_counts.ts";

/** What runs the lines of sessions. */
export type RunsLines = Pick<CommandHandler, "handle" | "showLogin" | "tooLong">;

/** Returns a handler that counts how long each line ran, up to where its command waits. */
export function measuredHandler(handler: RunsLines, { commands }: ServerCounts): RunsLines {
  return {
    handle(core: SessionCore, session: Session, line: TypedLine): void | Promise<void> {
      const from = performance.now();
      try {
        return handler.handle(core, session, line);
      } finally {
        commands.add(performance.now() - from);
      }
    },
    showLogin: (core, session) => handler.showLogin(core, session),
    tooLong: (core, session, raw) => handler.tooLong(core, session, raw),
  };
}
