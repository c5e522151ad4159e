import type { SessionRegistry } from "./session_registry.ts";

/**
 * Takes everybody out of the world at a shutdown; guests' sessions end, and their accounts with
 * them (behaviour 9.2.2).
 *
 * @param registry The sessions.
 */
export async function leaveAll(registry: SessionRegistry): Promise<void> {
  for (const { core, session } of registry.entries()) {
    await registry.unpuppet(session);
    if (core.account?.isGuest) await registry.disconnect(session, "shutdown");
  }
}
