import type { Clock } from "../clock.ts";
import type { Hold } from "../session/holds.ts";
import type { CommandScope } from "../session/command_scope.ts";
import type { SessionCore } from "../session/session_core.ts";
import { WaitEndedError } from "./context.ts";
import { startWait } from "./waits.ts";

/** What a command that pauses has. */
export interface PauseParts {
  readonly clock: Clock;
  /** What keeps the session's next lines waiting while the command runs. */
  readonly hold: Hold;
  /** Stands for the command in the journal. */
  readonly scope: CommandScope;
}

/**
 * Lets a command wait while its session runs other lines (behaviour 8.3.6). It goes on when its
 * time has come and no other command of the session runs.
 *
 * @param core The session.
 * @param ms How long, in milliseconds.
 * @param parts The clock, and what stands for the command.
 * @throws WaitEndedError when the session ends first, or the Server stops.
 */
export async function pauseCommand(
  core: SessionCore,
  ms: number,
  { clock, hold, scope }: PauseParts,
): Promise<void> {
  const { inbox: { holds }, signal } = core;
  if (signal.aborted) throw new WaitEndedError();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  startWait(core, { ms, clock, ends: { due: resolve, ended: reject } });
  holds.leave(hold);
  core.host.wake(core);
  await promise;
  await holds.back(hold);
  if (signal.aborted) throw new WaitEndedError();
  core.scope = scope;
}
