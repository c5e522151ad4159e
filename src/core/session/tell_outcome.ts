import type { PortalMessage } from "../boundary/messages.ts";
import type { Sessions } from "../model.ts";
import { escapeMarkup } from "../text/escape.ts";

/**
 * Tells whoever asked for a reload, reset or shutdown what became of it.
 *
 * @param sessions The sessions.
 * @param outcome What the Portal says.
 */
export function tellOutcome(
  sessions: Pick<Sessions, "get">,
  outcome: Extract<PortalMessage, { kind: "outcome" }>,
): void {
  const session = outcome.sessid === null ? undefined : sessions.get(outcome.sessid);
  if (outcome.ok) session?.msg("|gDone.|n");
  else session?.msg(`|rRefused; the old code goes on:|n\n${escapeMarkup(outcome.text)}`);
}
