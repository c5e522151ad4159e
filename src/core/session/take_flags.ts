import { pickFlags } from "../boundary/flag_source.ts";
import type { PortalMessage } from "../boundary/messages.ts";
import type { HookEvents } from "../hook_events.ts";
import type { Entry } from "./session_registry.ts";

/** Tells those who watch that more is known of a client. */
export type TellFlags = (
  event: Omit<HookEvents["session:flags"], "game">,
) => void | Promise<void>;

/**
 * Takes what the Portal found out of a client; of what is new since it was settled those who watch
 * are told.
 *
 * @param entry The session.
 * @param told What the Portal says.
 * @param tell Tells those who watch.
 */
export async function takeFlags(
  { core, session }: Entry,
  told: Extract<PortalMessage, { kind: "flags" }>,
  tell: TellFlags,
): Promise<void> {
  const known = core.sync;
  const after = core.mergeFlags(told);
  const names = Object.keys(after);
  if (names.length === 0 || core.state === "negotiating") return;
  await tell({ session, before: pickFlags(known, names).protocolFlags, after });
}
