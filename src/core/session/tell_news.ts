import type { PortalMessage } from "../boundary/messages.ts";
import type { Sessions } from "../model.ts";
import { tellOutcome } from "./tell_outcome.ts";
import { tellZombies } from "./tell_zombies.ts";

/**
 * Tells whom it concerns what the Portal says of the program itself.
 *
 * @param sessions The sessions.
 * @param message What the Portal says.
 */
export function tellNews(
  sessions: Pick<Sessions, "all" | "get">,
  message: Extract<PortalMessage, { kind: "outcome" | "zombies" }>,
): void {
  if (message.kind === "outcome") tellOutcome(sessions, message);
  else tellZombies(sessions, message);
}
