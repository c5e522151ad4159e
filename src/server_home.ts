import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Clock } from "./core/clock.ts";
import type { Settings } from "./core/settings/settings.ts";
import type { Engine } from "./core/store/engine.ts";
import { InlineStore } from "./core/store/inline_store.ts";
import { openEngine } from "./core/store/open_engine.ts";
import { isPostgresUrl } from "./core/store/postgres/postgres_url.ts";
import { openDatabase } from "./core/store/sqlite.ts";
import { StoreEngine } from "./core/store/store_engine.ts";
import { startStoreWorker } from "./core/store/store_handle.ts";
import type { OwnRealm } from "./core/store/world_realm.ts";
import type { Trace } from "./core/trace/trace.ts";
import { type InlineServer, spawnInlineServer } from "./inline_server.ts";
import { pluginUses } from "./plugin_uses.ts";
import type { UsedPlugin } from "./plugins/host.ts";
import type { RunningServer } from "./portals/running_server.ts";
import { spawnServer } from "./spawn_server.ts";
import { messageOf } from "./core/trace/error_text.ts";

/** What a Server is started with, wherever it runs. */
export interface ServerStart {
  readonly epoch: number;
  readonly settings: Settings;
  readonly claimCode: string;
  /** Whether a plugin whose setup throws stops this Server. */
  readonly isStrict: boolean;
  /** The plugins that are switched off, with the reason. */
  readonly off: Readonly<Record<string, string>>;
  /** The folder that relative plugin specifiers start from, as an absolute path. */
  readonly folder: string;
  readonly clock: Clock;
  readonly trace: Trace;
}

/** An open Store, and the way to start Servers on it. */
export interface ServerHome {
  spawn(start: ServerStart): Promise<RunningServer>;
  /** Closes the database. */
  close(): Promise<void>;
}

/** A Store in this isolate, and the way to start Servers beside it. */
export interface InlineHome extends ServerHome {
  spawn(start: ServerStart): Promise<InlineServer>;
}

/** Where the Store is, and how it runs. */
export interface OpenStoreOptions {
  /** The database file, whose folder is made when it is not there; or a database's address. */
  readonly place: string;
  /**
   * The realm whose Server this is, if it is one: the world is that realm's from now on, and another
   * Server of it that has the database is ended.
   */
  readonly realm?: OwnRealm | undefined;
  /** Whether Portal, Server and Store share one isolate. */
  readonly inline: boolean;
  /** Plugins beside those of the settings; only where all share one isolate. */
  readonly plugins?: readonly UsedPlugin[];
  /** Hears that the Store isolate died. */
  readonly onDeath: (error: Error) => void;
}

/**
 * Opens the Store, in an isolate of its own unless `inline` is said.
 *
 * @throws StoreOpenError when it cannot be opened; its message says what to do.
 */
export async function openStore(options: OpenStoreOptions): Promise<ServerHome> {
  const { place, plugins = [] } = options;
  if (!isPostgresUrl(place)) await makeFolder(dirname(place));
  return options.inline
    ? inlineHome(await openEngine(place), plugins)
    : await isolatedHome(options);
}

async function isolatedHome(
  { place, realm, onDeath }: OpenStoreOptions,
): Promise<ServerHome> {
  const store = await startStoreWorker({ place, realm, onError: onDeath });
  return {
    spawn(start) {
      const server = spawnServer({ ...start, store: store.connect(start.epoch) });
      const terminate = () => {
        server.terminate();
        // What it sent is committed; it sends no more. A dead Store has been told of already.
        store.fence(start.epoch).catch(() => {});
      };
      return Promise.resolve({ ...server, terminate });
    },
    close: () => store.close(),
  };
}

/**
 * Opens a Store in a file in this isolate, for Servers that run there as well.
 *
 * @throws StoreOpenError when it cannot be opened; its message says what to do.
 */
export function openInlineStore(
  { path, plugins }: { readonly path: string; readonly plugins: readonly UsedPlugin[] },
): InlineHome {
  return inlineHome(new StoreEngine(openDatabase(path)), plugins);
}

function inlineHome(engine: Engine, given: readonly UsedPlugin[]): InlineHome {
  return {
    async spawn(start) {
      const plugins = [...await importPlugins(start.settings, start.folder), ...given];
      const store = new InlineStore(engine, start.epoch);
      return spawnInlineServer({ ...start, plugins, store, random: Math.random });
    },
    close: () => engine.close(),
  };
}

async function importPlugins(settings: Settings, folder: string): Promise<readonly UsedPlugin[]> {
  return await Promise.all(
    pluginUses(settings, folder).map(async ({ use, url, settings }) => {
      const module: { default?: unknown } = await import(url);
      return { use, plugin: module.default, settings };
    }),
  );
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const reason = messageOf(error);
    throw new Error(
      `Cannot use data folder "${folder}" as it must be a folder that can be written: ${reason}. ` +
        "Choose another one with --data DIR",
      { cause: error },
    );
  }
}
