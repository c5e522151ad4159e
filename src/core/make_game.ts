import type { AuditLog } from "./audit/audit_log.ts";
import type { ServerMessage } from "./boundary/messages.ts";
import type { Asks } from "./boundary/questions.ts";
import type { Clock } from "./clock.ts";
import type { Providers } from "./command/providers.ts";
import { SessionInspector } from "./command/session_inspector.ts";
import type { Contributions } from "./contributions.ts";
import { Delays } from "./delays.ts";
import type { Hooks } from "./hooks.ts";
import type { Game, Session } from "./model.ts";
import { ProvidedParts } from "./parts/provided_parts.ts";
import { GameRealms } from "./realm/game_realms.ts";
import type { SessionRegistry } from "./session/session_registry.ts";
import type { Turns } from "./turns.ts";

/** What a {@linkcode Game} is made of. */
export interface GameParts extends
  Pick<
    Game,
    "version" | "settings" | "random" | "world" | "accounts" | "bans" | "menus" | "oob" | "plugins"
  > {
  readonly clock: Clock;
  readonly audit: AuditLog;
  readonly hooks: Hooks;
  readonly turns: Turns;
  readonly contributions: Contributions;
  readonly providers: Providers;
  readonly registry: SessionRegistry;
  /** Asks the process that the Server runs in. */
  readonly asks: () => Asks;
  /** When the process started: milliseconds since 1970. */
  readonly startedAt: () => number;
}

/** Makes what commands and plugins see of a running Server. */
export function makeGame(parts: GameParts): Game {
  const { version, settings, random, world, accounts, bans, menus, oob, plugins } = parts;
  const { clock, audit, hooks, turns, contributions, providers, registry, startedAt, asks } = parts;
  const parser = contributions.commandParser;
  const say = (message: ServerMessage) => turns.say(message);
  const delays = new Delays({ clock, hooks, turns });
  const game: Game = {
    ...{ version, settings, random, world, accounts, bans, menus, oob, plugins, audit },
    sessions: registry,
    realms: new GameRealms({ settings, clock, asks }),
    parts: new ProvidedParts({ contributions, hooks, game: () => game }),
    inspect: new SessionInspector({ registry, providers, settings, parser, say }),
    get startedAt() {
      return startedAt();
    },
    serverStartedAt: clock.now(),
    now: () => clock.now(),
    delay: (ms, run) => delays.start(ms, run),
    control: (action: "reload" | "reset" | "shutdown", by: Session | null) => {
      const from = by === null ? {} : { account: by.account, from: by };
      audit.record({ kind: "control", ...from, detail: action });
      say({ kind: "control", action, sessid: by?.sessid ?? null });
    },
  };
  return game;
}
