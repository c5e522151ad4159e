import type { AnyCommand } from "../command/context.ts";
import { isNamed, type NamedPermission, type Permission, permits } from "../command/permission.ts";
import type { Session } from "../model.ts";
import type { AuditLog } from "./audit_log.ts";

/** A command that begins. */
export interface BegunCommand {
  readonly command: AnyCommand;
  /** What was typed behind its name. */
  readonly rawArgs: string;
  readonly session: Session;
}

/** What {@linkcode recordCommand} needs of the Server. */
export interface RecordCommandParts {
  readonly audit: Pick<AuditLog, "recordAttempt">;
  /** The level from which a plugin's permission is held; `undefined` when no plugin provides it. */
  readonly leastFor: (permission: NamedPermission) => Permission | undefined;
}

/** Records a command that players may not use, whatever becomes of it. */
export function recordCommand(
  { command, rawArgs, session }: BegunCommand,
  { audit, leastFor }: RecordCommandParts,
): void {
  const { permission } = command;
  if (permission === undefined) return;
  const least = isNamed(permission) ? leastFor(permission) : permission;
  // What no plugin provides is held by superusers alone.
  if (least !== undefined && permits(["Player"], false, least)) return;
  const args = shownArgs(command, rawArgs.trim());
  // Switches stand right behind the name.
  const detail = args.startsWith("/") ? `${command.key}${args}` : `${command.key} ${args}`.trim();
  audit.recordAttempt({ kind: "command", account: session.account, from: session, detail });
}

/**
 * What may be kept of the args. Where the right side is secret, the left one is kept if it is one
 * word: somebody who forgets the `=` types the secret on the left.
 */
function shownArgs({ secretArgs }: AnyCommand, args: string): string {
  if (secretArgs === undefined || args === "") return args;
  const left = secretArgs === "right" ? /^[^\s=]+\s*=/.exec(args)?.[0] : undefined;
  return left === undefined ? "…" : `${left} …`;
}
