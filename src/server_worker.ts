/** The Server isolate: settings in, plugins loaded, the Server put together. */
import type { PortalMessage, ServerMessage } from "./core/boundary/messages.ts";
import { TakenCount } from "./core/boundary/taken_count.ts";
import { IN_FLIGHT, workerBoundary } from "./core/boundary/worker_boundary.ts";
import { systemClock } from "./core/clock.ts";
import { failureMessage } from "./core/failure_message.ts";
import { Server } from "./core/server.ts";
import { storageTrial } from "./core/plugin_storage/storage_trial.ts";
import type { Settings } from "./core/settings/settings.ts";
import { PortStore } from "./core/store/port_store.ts";
import { readsFrom, Trace, type TraceEvent } from "./core/trace/trace.ts";
import { loadPlugins, type UsedPlugin } from "./plugins/host.ts";
import { VERSION } from "./version.ts";

/** What the main isolate sends first, and once. */
export interface ServerInit {
  readonly epoch: number;
  readonly settings: Settings;
  /** The one-time code that makes the first superuser. */
  readonly claimCode: string;
  /** Whether a plugin whose setup throws stops this Server. */
  readonly isStrict: boolean;
  /** The plugins that are switched off, with the reason. */
  readonly off: Readonly<Record<string, string>>;
  readonly portal: MessagePort;
  /** Counts what this isolate has taken of what the Portal sent, as a `TakenCount`. */
  readonly taken: SharedArrayBuffer;
  readonly store: MessagePort;
}

/** What a worker's global offers; the compiler takes this file for a page's. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ServerInit>) => void) | null;
  postMessage(plugin: string): void;
}

/**
 * Starts the Server of this isolate when its first message comes.
 *
 * @param plugins The plugins, imported by the isolate's entry.
 */
export function startServerIsolate(plugins: readonly UsedPlugin[]): void {
  // This file runs in a worker only, whose global has this member.
  const scope = self as unknown as WorkerScope;
  // Past the wall, whose messages wait for one another: a setup may never give the next one a turn.
  const onSetup = (plugin: string) => scope.postMessage(plugin);
  scope.onmessage = (event) => void start(event.data, { plugins, onSetup });
}

/** The plugins, and who hears of each that is set up. */
interface Loading {
  readonly plugins: readonly UsedPlugin[];
  readonly onSetup: (plugin: string) => void;
}

async function start(init: ServerInit, { plugins, onSetup }: Loading): Promise<void> {
  const { epoch, claimCode, isStrict, off } = init;
  const takenHere = new TakenCount(init.taken);
  const wall = { epoch, inFlight: IN_FLIGHT, takenHere };
  const boundary = workerBoundary<ServerMessage, PortalMessage>(init.portal, wall);
  const trace = new Trace();
  readsFrom(trace, init.settings.logLevel, (event: TraceEvent) => {
    boundary.send({ kind: "trace", events: [event] });
  });
  try {
    const store = new PortStore(init.store, epoch);
    const { contributions, settings, names } = await loadPlugins(plugins, {
      ...{ settings: init.settings, trace, isStrict, off, onSetup },
      tryStorage: storageTrial(store),
    });
    const server = new Server({
      epoch,
      version: VERSION,
      boundary,
      store,
      settings,
      contributions,
      clock: systemClock,
      trace,
      claimCode,
      newIncident: () => crypto.randomUUID().slice(0, 8),
      random: Math.random,
    });
    await server.load(names);
  } catch (error) {
    boundary.send(failureMessage(error));
  }
}
