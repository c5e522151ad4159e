import { banFarewell } from "../../core/gate/session_ban.ts";
import type { ConnectionGate } from "./connection_gate.ts";
import type { PortalSession } from "./portal_session.ts";

/**
 * Ends those sessions that are away from home and under a ban: Servers of other realms know nothing
 * of home's bans, whose accounts their sessions have.
 */
export function endBanned(
  away: readonly Pick<PortalSession, "sync" | "disconnect">[],
  gate: Pick<ConnectionGate, "banOf">,
): void {
  for (const session of away) {
    const { address, uname, passport } = session.sync;
    const ban = gate.banOf(address, passport?.uname ?? uname);
    if (ban !== undefined) session.disconnect("banned", banFarewell(ban));
  }
}
