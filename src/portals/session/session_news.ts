import { flagNews, pickFlags } from "../../core/boundary/flag_source.ts";
import type { PortalMessage, SessionSync } from "../../core/boundary/messages.ts";

/**
 * Returns what the Server is told of flags of a session.
 *
 * @param sync What is known of the session.
 * @param names The flags.
 * @param how Whether this is the moment from which the client's abilities are known.
 */
export function flagsMessage(
  sync: SessionSync,
  names: readonly string[],
  { settled }: { readonly settled: boolean },
): PortalMessage {
  const { sessid, flagsVersion: seen } = sync;
  const { protocolFlags: flags, flagSources: sources } = pickFlags(sync, names);
  return { kind: "flags", sessid, flags, sources, settled, seen };
}

/**
 * Returns what a Server does not know of a session yet.
 *
 * @param sync What there is to know.
 * @param told What the Server was told of it, if anything.
 * @param how Whether the client's abilities are known.
 */
export function sessionNews(
  sync: SessionSync,
  told: SessionSync | undefined,
  { isSettled }: { readonly isSettled: boolean },
): readonly PortalMessage[] {
  const names = told === undefined ? [] : flagNews(told, sync);
  const settled = isSettled && sync.state === "negotiating";
  const messages: PortalMessage[] = told === undefined ? [{ kind: "connect", sync }] : [];
  if (settled || names.length > 0) messages.push(flagsMessage(sync, names, { settled }));
  return messages;
}
