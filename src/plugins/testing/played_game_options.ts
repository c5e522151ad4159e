import type { Clock } from "../../core/clock.ts";
import type { Game } from "../../core/model.ts";
import type { Settings } from "../../core/settings/settings.ts";
import type { Trace } from "../../core/trace/trace.ts";
import type { RunningServer, SpawnStart } from "../../portals/running_server.ts";

/** A Server that can be waited for. */
export interface SettlingServer extends RunningServer {
  /** Resolves when every line was run, as far as it goes, and all that was said is durable. */
  settled(): Promise<void>;
  /** What plugins are given as `game`, if this isolate can see it, and once it has started. */
  game?(): Game | undefined;
}

/** What a {@linkcode PlayedGame} is made with. */
export interface PlayedGameOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly claimCode: string;
  /** Whether something in the game may fail without the test saying so; it may unless given. */
  readonly failures?: "forbid" | "allow";
  /** Moves the clock, if it can be moved. */
  readonly advance?: (ms: number) => void;
  readonly spawn: (epoch: number, trace: Trace, start: SpawnStart) => SettlingServer;
  /** Ends what the Servers stood on. */
  readonly close: () => Promise<void>;
}
