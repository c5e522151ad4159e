import type { PortalMessage } from "../boundary/messages.ts";
import { permitsAccount } from "../command/permission.ts";
import type { Sessions } from "../model.ts";

/**
 * Tells staff that a Server hung and was replaced, and what can be done about the thread it left.
 *
 * @param sessions The sessions.
 * @param message What the Portal says.
 */
export function tellZombies(
  sessions: Pick<Sessions, "all">,
  { count }: Extract<PortalMessage, { kind: "zombies" }>,
): void {
  const many = count === 1 ? "1 thread that hangs is" : `${count} threads that hang are`;
  const text = `|yStaff: ${many} left, and may keep a core busy each. Find what hung in the log; ` +
    "only a restart of the whole process ends them.|n";
  for (const session of sessions.all()) {
    if (permitsAccount(session.account, "Admin")) session.msg(text);
  }
}
