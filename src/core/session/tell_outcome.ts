import type { PortalMessage } from "../boundary/messages.ts";
import type { Sessions } from "../model.ts";
import { escapeMarkup } from "../text/escape.ts";

/**
 * Tells whoever asked for a reload or reset why it was refused; of one that was carried out everybody
 * is told.
 *
 * @param sessions The sessions.
 * @param outcome What the Portal says.
 */
export function tellOutcome(
  sessions: Pick<Sessions, "get">,
  outcome: Extract<PortalMessage, { kind: "outcome" }>,
): void {
  if (outcome.ok || outcome.sessid === null) return;
  sessions.get(outcome.sessid)?.msg(
    `|rRefused; the old code goes on:|n\n${escapeMarkup(outcome.text)}`,
  );
}
