import { inlineBoundary } from "./core/boundary/inline_boundary.ts";
import {
  type PortalMessage,
  PortalMessageSchema,
  type ServerMessage,
  ServerMessageSchema,
} from "./core/boundary/messages.ts";
import type { Clock } from "./core/clock.ts";
import type { HookContribution } from "./core/contributions.ts";
import { failureMessage } from "./core/failure_message.ts";
import type { Game } from "./core/model.ts";
import { Server } from "./core/server.ts";
import { storageTrial } from "./core/plugin_storage/storage_trial.ts";
import type { Settings } from "./core/settings/settings.ts";
import type { Store } from "./core/store/store.ts";
import type { Trace } from "./core/trace/trace.ts";
import { loadPlugins, type UsedPlugin } from "./plugins/host.ts";
import type { RunningServer } from "./portals/running_server.ts";
import { VERSION } from "./version.ts";

/** What a Server in this isolate is started with. */
export interface InlineServerOptions {
  readonly epoch: number;
  readonly settings: Settings;
  readonly plugins: readonly UsedPlugin[];
  readonly store: Store;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly claimCode: string;
  readonly isStrict: boolean;
  /** The plugins that are switched off, with the reason. */
  readonly off?: Readonly<Record<string, string>>;
  /** Gives a number from 0 up to 1. */
  readonly random: () => number;
  /** Gives the number under which an error is found in the log; a random one unless given. */
  readonly newIncident?: () => string;
}

/** A Server in this isolate, with a way to wait for it. */
export interface InlineServer extends RunningServer {
  /** Resolves when every line was run, as far as it goes, and all that was said is durable. */
  settled(): Promise<void>;
  /** What plugins are given as `game`, once the Server has started. */
  game(): Game | undefined;
}

/**
 * Starts a Server in this isolate, over the literal in-memory channel: for tests, embedding and
 * teaching. Every message that crosses is checked.
 *
 * @param options What it is started with.
 */
export function spawnInlineServer(options: InlineServerOptions): InlineServer {
  const { epoch, settings, trace, isStrict, off = {} } = options;
  const boundary = inlineBoundary<PortalMessage, ServerMessage>({
    epoch,
    portalSchema: PortalMessageSchema,
    serverSchema: ServerMessageSchema,
  });
  let server: Server | undefined;
  let game: Game | undefined;
  const watch: HookContribution = {
    name: "server:start",
    owner: "inline server",
    run: (event) => void (game = event.game),
  };
  const start = async () => {
    const tryStorage = storageTrial(options.store);
    const used = await loadPlugins(options.plugins, {
      ...{ settings, trace, isStrict, off, tryStorage, watchers: [watch] },
    });
    server = new Server({
      newIncident: () => crypto.randomUUID().slice(0, 8),
      ...options,
      version: VERSION,
      boundary: boundary.server,
      settings: used.settings,
      contributions: used.contributions,
    });
    await server.load(used.names);
  };
  start().catch((error) => boundary.server.send(failureMessage(error)));
  return {
    boundary: boundary.portal,
    onDeath: () => {},
    terminate() {
      boundary.server.close();
      server?.terminate();
    },
    settled: async () => await server?.settled(),
    game: () => game,
  };
}
