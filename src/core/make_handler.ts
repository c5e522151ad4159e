import type { AuditLog } from "./audit/audit_log.ts";
import { auditedHandler } from "./audit/audited_handler.ts";
import { recordCommand } from "./audit/record_command.ts";
import type { Clock } from "./clock.ts";
import { CommandHandler, type CommandHandlerOptions } from "./command/handler.ts";
import { leastLevel, type PermissionSources } from "./command/least_level.ts";
import type { Contributions } from "./contributions.ts";
import { measuredHandler, type RunsLines } from "./measures/measured_handler.ts";
import type { ServerCounts } from "./measures/server_counts.ts";
import type { Trace } from "./trace/trace.ts";
import type { Turns } from "./turns.ts";

/** What the Server's handler of lines is made of. */
export interface HandlerParts extends Pick<CommandHandlerOptions, "game" | "providers"> {
  readonly turns: Pick<Turns, "journal">;
  readonly contributions: Pick<Contributions, "commandParser" | "ownerOf" | "permissions">;
  readonly settings: PermissionSources["settings"];
  readonly audit: AuditLog;
  readonly newIncident: () => string;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly counts: ServerCounts;
}

/** Makes what runs the lines of sessions, and counts how long each took. */
export function makeHandler(parts: HandlerParts): RunsLines {
  const { turns, contributions, counts, audit } = parts;
  const leastFor = (permission: string) => leastLevel(permission, parts);
  const handler = new CommandHandler({
    ...parts,
    journal: turns.journal,
    parser: contributions.commandParser,
    ownerOf: (command) => contributions.ownerOf(command),
    onBegin: (begun) => recordCommand(begun, { audit, leastFor }),
  });
  return measuredHandler(auditedHandler(handler, audit), counts);
}
