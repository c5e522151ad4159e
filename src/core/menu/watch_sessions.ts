import type { StartMode } from "../boundary/messages.ts";
import type { Hooks } from "../hooks.ts";
import type { Account, Game, GameObject, Session } from "../model.ts";
import type { MenuRun } from "./menu_run.ts";
import type { MenuTimers } from "./menu_timers.ts";
import { mayHaveMenus } from "./place.ts";

/** What {@linkcode watchSessions} needs. */
export interface WatchParts {
  readonly hooks: Hooks;
  readonly timers: MenuTimers;
  /** Finds the menus of a session, or of its account or puppet. */
  readonly runOf: (session: Session, on: Session | Account | GameObject) => MenuRun;
}

/**
 * Sees to it that a session is where its menus are: after a reload, a login and a logout, and when
 * it puppets something.
 *
 * The plugins' own hooks run first: what they start on a session is left alone.
 *
 * @param parts The hooks, and the menus.
 */
export function watchSessions(parts: WatchParts): void {
  const { hooks, timers, runOf } = parts;
  const owner = "core/menu";
  hooks.on("server:start", owner, ({ game, mode }) => resumeAll(game, mode, runOf));
  hooks.on("server:stop", owner, () => timers.stop());
  /** Most have no menus: nothing is made for them. */
  const runIfAny = (session: Session, on: Session | Account | GameObject) =>
    mayHaveMenus(on) ? runOf(session, on) : undefined;
  hooks.on(
    "session:connect",
    owner,
    ({ session }) => forgetLost(runIfAny(session, session)),
    ({ session }) => mayHaveMenus(session),
  );
  hooks.on(
    "session:login",
    owner,
    ({ session, account }) => {
      forgetLost(runIfAny(session, session));
      return session.account === account ? runIfAny(session, account)?.resume(session) : undefined;
    },
    ({ session, account }) => mayHaveMenus(session) || mayHaveMenus(account),
  );
  hooks.on(
    "session:puppet",
    owner,
    ({ session, puppet }) =>
      session.puppet === puppet ? runIfAny(session, puppet)?.resume(session) : undefined,
    ({ puppet }) => mayHaveMenus(puppet),
  );
}

/** A login and a logout take the cmdsets of a session away, and with them the way to its menus. */
function forgetLost(run: MenuRun | undefined): void {
  if (run !== undefined && run.place.record === undefined && run.place.kept !== undefined) {
    run.place.write(undefined);
  }
}

/** Shows every menu again to the session that chose last; a reset ends those of sessions. */
async function resumeAll(game: Game, mode: StartMode, runOf: WatchParts["runOf"]): Promise<void> {
  const runs = new Set<MenuRun>();
  for (const session of game.sessions.all()) {
    if (mode === "reset" && mayHaveMenus(session)) runOf(session, session).place.write(undefined);
    for (const on of [session, session.account, session.puppet]) {
      if (on !== null && mayHaveMenus(on)) runs.add(runOf(session, on));
    }
  }
  await Promise.all([...runs].map((run) => resumeOne(run)));
}

async function resumeOne(run: MenuRun): Promise<void> {
  const { kept, sessions } = run.place;
  if (kept === undefined) return run.place.write(undefined);
  const session = sessions.find(({ sessid }) => sessid === kept.sessid) ?? sessions[0];
  if (session !== undefined) await run.resume(session);
}
