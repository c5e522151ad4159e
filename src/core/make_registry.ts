import type { AccountService } from "./account/account_service.ts";
import type { AuditLog } from "./audit/audit_log.ts";
import { portalOfSession } from "./boundary/portal_number.ts";
import type { Clock } from "./clock.ts";
import type { Contributions } from "./contributions.ts";
import type { StoredBans } from "./gate/stored_bans.ts";
import type { Hooks } from "./hooks.ts";
import type { MenuService } from "./menu/menu_service.ts";
import type { Game } from "./model.ts";
import type { EndedSessions } from "./session/ended_sessions.ts";
import type { InputRunner } from "./session/input_runner.ts";
import { ServerSession } from "./session/server_session.ts";
import type { SessionHost } from "./session/session_core.ts";
import { SessionRegistry } from "./session/session_registry.ts";
import type { Settings } from "./settings/settings.ts";
import type { Trace } from "./trace/trace.ts";
import type { Turns } from "./turns.ts";

/** What the sessions of a Server are made of. */
export interface SessionsParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly audit: AuditLog;
  readonly hooks: Hooks;
  readonly turns: Turns;
  readonly accounts: AccountService;
  readonly bans: StoredBans;
  readonly host: SessionHost;
  /** Hears of the sessions that the Server ends. */
  readonly ended: EndedSessions;
  readonly contributions: Pick<Contributions, "sessionClasses">;
  /** What is made after the sessions. */
  readonly game: () => Game;
  readonly menus: () => MenuService;
  readonly input: () => InputRunner;
}

/** Makes the sessions of a Server, of the class that its settings name. */
export function makeRegistry(parts: SessionsParts): SessionRegistry {
  const { settings, clock, trace, audit, hooks, turns, bans, host, contributions } = parts;
  const { game, menus, input, ended, accounts } = parts;
  const className = settings.serverSessionClass;
  const registry: SessionRegistry = new SessionRegistry({
    ...{ settings, clock, trace, audit, hooks, host, game },
    ...{ journal: turns.journal, storeWait: turns.storeWait },
    foreign: (passport, address) => accounts.foreign.arrive(passport, address),
    bans: bans.list,
    sessionClass: contributions.sessionClasses.get(className) ?? ServerSession,
    findCmdSet: (name) => menus().findCmdSet(name),
    say: (message) => {
      ended.note(
        message,
        (sessid) => portalOfSession(registry.entry(sessid)?.core.sync ?? { sessid }),
      );
      // One that is not kept was none: the session is here still.
      if (message.kind === "transfer") {
        turns.journal.undoable(() => ended.delete(message.sessid));
      }
      turns.say(message);
    },
    showLogin: (core, session) => input().showLogin(core, session),
  });
  return registry;
}
