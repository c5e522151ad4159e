import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Clock } from "../core/clock.ts";
import { ConfigFileError, configThrew } from "./config_file_error.ts";
import type { ConfigReport } from "./config_report.ts";

/** The settings file that is read when none is named. */
export const CONFIG_FILE = "vestibule.config.ts";

/** How a settings file is read. */
export interface ReadConfigOptions {
  readonly clock: Clock;
  /** How long the file may take to load, in milliseconds. */
  readonly timeLimit: number;
}

/**
 * Finds the settings file.
 *
 * @param folder The working folder.
 * @param asked The file that was asked for, if any.
 * @returns Its absolute path, or `undefined` when none was asked for and the usual one is absent.
 * @throws {ConfigFileError} When the file that was asked for is not there.
 */
export async function findConfigFile(
  folder: string,
  asked: string | undefined,
): Promise<string | undefined> {
  const path = asked === undefined ? join(folder, CONFIG_FILE) : resolve(folder, asked);
  if (await isFile(path)) return path;
  if (asked === undefined) return undefined;
  throw new ConfigFileError(path, "it must be a file: there is none of this name");
}

/**
 * Reads a settings file's default export, in a worker that may read files and nothing else.
 *
 * The values are unchecked plain data. Every call reads the file, and what it imports, anew.
 *
 * @param path The file's absolute path.
 * @throws {ConfigFileError} When it throws, takes too long or exports something unusable.
 */
export async function readConfigFile(
  path: string,
  options: ReadConfigOptions,
): Promise<Readonly<Record<string, unknown>>> {
  const report = await runWorker(path, options);
  switch (report.kind) {
    case "values":
      return report.values;
    case "unusable":
      throw new ConfigFileError(path, report.reason);
    case "threw":
      throw configThrew(path, report.message, report.stack);
  }
}

async function runWorker(path: string, options: ReadConfigOptions): Promise<ConfigReport> {
  const { promise, resolve: settle } = Promise.withResolvers<ConfigReport>();
  const worker = startWorker();
  using _limit = options.clock.timer(options.timeLimit, () => {
    settle({
      kind: "unusable",
      reason: `it must load within ${options.timeLimit} ms: it is still loading`,
    });
  });
  worker.onmessage = (event: MessageEvent<ConfigReport>) => settle(event.data);
  worker.onerror = (event) => {
    event.preventDefault();
    const stack = `${event.filename}:${event.lineno}:${event.colno}`;
    settle({ kind: "threw", message: event.message, stack });
  };
  worker.postMessage(pathToFileURL(path).href);
  try {
    return await promise;
  } finally {
    worker.terminate();
  }
}

function startWorker(): Worker {
  return new Worker(new URL("../config_worker.ts", import.meta.url), {
    type: "module",
    name: "config",
    deno: {
      permissions: {
        read: true,
        import: true,
        env: false,
        ffi: false,
        net: false,
        run: false,
        sys: false,
        write: false,
      },
    },
  });
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
