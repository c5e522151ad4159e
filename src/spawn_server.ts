import type { PortalMessage, ServerMessage } from "./core/boundary/messages.ts";
import { ServerWordsSchema } from "./core/boundary/server_words.ts";
import { TakenCount } from "./core/boundary/taken_count.ts";
import { IN_FLIGHT, workerBoundary } from "./core/boundary/worker_boundary.ts";
import type { Settings } from "./core/settings/settings.ts";
import { pluginUses } from "./plugin_uses.ts";
import type { RunningServer } from "./portals/running_server.ts";
import type { ServerInit } from "./server_worker.ts";
import { mayPrompt, workerPermissions } from "./worker_permissions.ts";

/** The most of a plugin's name that is told of one whose setup does not end, in characters. */
const MAX_PLUGIN_NAME = 100;

/** What a Server isolate is started with. */
export interface SpawnOptions {
  readonly epoch: number;
  readonly settings: Settings;
  readonly claimCode: string;
  readonly isStrict: boolean;
  /** The plugins that are switched off, with the reason. */
  readonly off: Readonly<Record<string, string>>;
  /** The Server's end of a port to the Store. */
  readonly store: MessagePort;
  /** The folder that relative plugin specifiers start from, as an absolute path. */
  readonly folder: string;
}

/**
 * Starts a Server in an isolate of its own, without permission to read, write, connect, run or
 * look at the environment, but for what the settings grant to plugins: its code is all imported
 * statically by a generated entry.
 *
 * @param options What it is started with.
 * @throws Error when what is granted cannot be.
 */
export function spawnServer(options: SpawnOptions): RunningServer {
  const { epoch, settings, claimCode, isStrict, off, store, folder } = options;
  const entry = new Blob([entrySource(settings, folder)], { type: "text/javascript" });
  const url = URL.createObjectURL(entry);
  const worker = new Worker(url, {
    type: "module",
    name: `server ${epoch}`,
    deno: { permissions: workerPermissions(settings, { folder, mayPrompt: mayPrompt() }) },
  });
  const deaths: ((error: string) => void)[] = [];
  let death: string | undefined;
  worker.onerror = (event) => {
    event.preventDefault();
    death ??= deathText(event);
    for (const tell of deaths) tell(death);
  };
  let settingUp: string | undefined;
  worker.onmessage = ({ data }: MessageEvent<unknown>) => {
    // Any code in the isolate can post here.
    if (typeof data === "string") settingUp = data.slice(0, MAX_PLUGIN_NAME);
  };
  const { port1, port2 } = new MessageChannel();
  const takenThere = new TakenCount();
  const init: ServerInit = {
    ...{ epoch, settings, claimCode, isStrict, off, portal: port2, store },
    taken: takenThere.memory,
  };
  worker.postMessage(init, [port2, store]);
  return {
    boundary: workerBoundary<PortalMessage, ServerMessage>(port1, {
      ...{ epoch, inFlight: IN_FLIGHT, takenThere },
      schema: ServerWordsSchema,
    }),
    onDeath(tell) {
      deaths.push(tell);
      if (death !== undefined) tell(death);
    },
    settingUp: () => settingUp,
    terminate() {
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}

/** Writes the entry's source: static imports need no permission in the isolate itself. */
function entrySource(settings: Settings, folder: string): string {
  const uses = pluginUses(settings, folder);
  // The whole module, so that one without a default export is the plugin host's to refuse.
  const imports = uses.map(({ url }, index) =>
    `import * as p${index} from ${JSON.stringify(url)};`
  );
  const plugins = uses.map(({ use, settings }, index) =>
    `{ use: ${JSON.stringify(use)}, plugin: p${index}.default, settings: ${
      JSON.stringify(settings)
    } }`
  );
  const isolate = import.meta.resolve("./server_worker.ts");
  return [
    `import { startServerIsolate } from ${JSON.stringify(isolate)};`,
    ...imports,
    `startServerIsolate([${plugins.join(", ")}]);`,
  ].join("\n");
}

function deathText(event: ErrorEvent): string {
  // deno-lint-ignore no-control-regex -- the runtime colours its messages
  const plain = event.message.replace(/\u001b\[[0-9;]*m/g, "");
  // The generated entry is nobody's code.
  const message = plain.replace(/\n +at blob:.*/g, "");
  const place = event.filename ? ` at ${event.filename}:${event.lineno}:${event.colno}` : "";
  return message.includes(event.filename || "\0") ? message : `${message}${place}`;
}
