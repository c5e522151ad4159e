import type { ExecuteCmdOptions, Session } from "../model.ts";

/**
 * Lets a session of an account or object run a line (behaviour 8.1.2).
 *
 * @param sessions The sessions of the account or object.
 * @param line The line; nicks count.
 * @param options Which of them, and what goes with the line.
 * @returns Whether there was a session to run it.
 */
export function executeCmd(
  sessions: readonly Session[],
  line: string,
  { session = sessions[0], ...options }: ExecuteCmdOptions,
): boolean {
  if (session === undefined || !sessions.includes(session)) return false;
  session.executeCmd(line, options);
  return true;
}
