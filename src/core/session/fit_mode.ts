import type { Session } from "../model.ts";
import { escapeMarkup } from "../text/escape.ts";
import type { SessionRegistry } from "./session_registry.ts";

/**
 * Brings sessions in line with the multisession mode, which a reload may have changed: the newest
 * session stays, and keeps the puppet that is not shared any more (behaviours 6.1 to 6.4).
 *
 * @param registry The sessions, restored.
 */
export async function fitMode(registry: SessionRegistry): Promise<void> {
  const { multisessionMode } = registry.parts.settings;
  if (multisessionMode === 0) await keepNewest(registry);
  if (multisessionMode === 0 || multisessionMode === 2) await endSharing(registry);
}

async function keepNewest(registry: SessionRegistry): Promise<void> {
  for (const account of registry.accounts()) {
    for (const session of newestFirst(account.sessions).slice(1)) {
      const text =
        "Accounts have one session here from now on, and yours has a newer one. Goodbye.";
      await registry.disconnect(session, "logged_in_elsewhere", text);
    }
  }
}

async function endSharing(registry: SessionRegistry): Promise<void> {
  const taken = new Set<number>();
  const sharing = registry.all().filter(({ puppet }) => (puppet?.sessions.length ?? 0) > 1);
  for (const session of newestFirst(sharing)) {
    const { puppet } = session;
    if (puppet === null) continue;
    if (taken.has(puppet.id)) {
      const name = escapeMarkup(puppet.name);
      session.msg(
        `|yCharacters are not shared any more: a newer session of yours keeps |c${name}|y.|n`,
      );
      await registry.unpuppet(session);
    }
    taken.add(puppet.id);
  }
}

/** Who logged in last comes first; of several at once, who connected last. */
export function newestFirst(sessions: readonly Session[]): readonly Session[] {
  return sessions.toSorted((a, b) => b.connTime - a.connTime || b.sessid - a.sessid);
}
