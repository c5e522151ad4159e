import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import type { PluginNeeds } from "./core/plugins/plugin_info.ts";
import type { Settings } from "./core/settings/settings.ts";

/** What a Server isolate may do: nothing but what the settings grant to plugins. */
export interface WorkerPermissions {
  readonly net: string[] | false;
  readonly read: string[] | false;
  readonly env: string[] | false;
  readonly write: false;
  readonly run: false;
  readonly ffi: false;
  readonly sys: false;
  readonly import: false;
}

/** Where the isolate is to run. */
export interface WorkerPlace {
  /** Where relative paths start, as an absolute path. */
  readonly folder: string;
  /** Whether Deno would ask on the terminal for what is not granted, and hold the game up. */
  readonly mayPrompt: boolean;
}

/** Tells whether Deno would ask on the terminal this process was started from. */
export function mayPrompt(): boolean {
  return Deno.stdin.isTerminal() && (Deno.env.get("DENO_NO_PROMPT") ?? "") === "";
}

/**
 * Works out what the isolate of a Server may do. All game code shares one isolate, so what is
 * granted to one plugin can be used by all.
 *
 * @param settings The settings.
 * @param place Where it is to run.
 * @throws Error when what is granted would let game code read the database or the keys, or when
 * Deno would ask for what is not granted, instead of refusing it.
 */
export function workerPermissions(
  { grants, dataFolder }: Pick<Settings, "grants" | "dataFolder">,
  { folder, mayPrompt }: WorkerPlace,
): WorkerPermissions {
  if (mayPrompt && Object.keys(grants).length > 0) throw new Error(MAY_PROMPT);
  const read: string[] = [];
  for (const [plugin, { read: paths = [] }] of Object.entries(grants)) {
    for (const path of paths) {
      const granted = realPath(resolve(folder, path));
      refuseSecrets({ plugin, path, granted }, realPath(resolve(folder, dataFolder)));
      read.push(granted);
    }
  }
  const all = Object.values(grants);
  return {
    net: listOf(all, "net"),
    env: listOf(all, "env"),
    read: read.length > 0 ? read : false,
    ...{ write: false, run: false, ffi: false, sys: false, import: false },
  };
}

const MAY_PROMPT = 'Cannot use setting "grants" as Deno must refuse what is not granted, not ask ' +
  "for it on this terminal: start with `deno task start`, or set DENO_NO_PROMPT=1 before";

interface ReadGrant {
  readonly plugin: string;
  /** As the settings have it. */
  readonly path: string;
  readonly granted: string;
}

/** Who may read the database could read every password's hash. */
function refuseSecrets({ plugin, path, granted }: ReadGrant, dataFolder: string): void {
  const within = relative(dataFolder, granted);
  // In any case of letters: some file systems do not tell them apart.
  const isSecret = /^(vestibule\.db|keys($|[/\\]))/i.test(within);
  if (!isSecret && !isIn(dataFolder, granted)) return;
  throw new Error(
    `Cannot grant plugin "${plugin}" to read "${path}" as it must be apart from the database: ` +
      `that is in "${dataFolder}". Grant a folder of its own, such as "${dataFolder}/${plugin}"`,
  );
}

function isIn(inner: string, outer: string): boolean {
  const way = relative(outer, inner);
  return way !== ".." && !/^\.\.[/\\]/.test(way) && !isAbsolute(way);
}

/** Links that are followed one after the other, as many as Linux follows. */
const MAX_LINKS = 40;

/** A link may lead anywhere, also to where something is not there yet. */
function realPath(path: string, links = MAX_LINKS): string {
  try {
    return Deno.realPathSync(path);
  } catch {
    const parent = dirname(path);
    if (parent === path) return path;
    const folder = realPath(parent, links);
    const target = links > 0 ? linkAt(path) : undefined;
    if (target === undefined) return join(folder, basename(path));
    return realPath(resolve(folder, target), links - 1);
  }
}

function linkAt(path: string): string | undefined {
  try {
    return Deno.readLinkSync(path);
  } catch {
    return undefined; // it is none, or not there
  }
}

function listOf(grants: readonly PluginNeeds[], kind: "net" | "env"): string[] | false {
  const all = grants.flatMap((grant) => grant[kind] ?? []);
  return all.length > 0 ? all : false;
}
