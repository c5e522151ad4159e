import type { SessionRegistry } from "./session_registry.ts";

/**
 * Takes everybody out of the world at a reset or shutdown. At a shutdown guests' sessions end, too,
 * and their accounts with them (behaviour 9.2.2).
 *
 * @param registry The sessions.
 * @param mode Why the Server stops.
 */
export async function leaveAll(
  registry: SessionRegistry,
  mode: "reset" | "shutdown",
): Promise<void> {
  // All at once: whoever watches one of them for long does not hold up the others.
  await Promise.all(
    registry.entries().map(async ({ core, session }) => {
      await registry.unpuppet(session);
      const isGone = mode === "shutdown" && core.account?.isGuest;
      if (isGone) await registry.disconnect(session, "shutdown");
    }),
  );
}
