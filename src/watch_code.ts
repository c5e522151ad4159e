import { relative } from "node:path";
import { messageOf } from "./core/trace/error_text.ts";

/** How long nothing may change before a reload, in milliseconds: editors write in several steps. */
const QUIET_MS = 200;

/** Folders in which a change is not a change of code. */
const IGNORED = /(^|[/\\])(\.git|node_modules|data)[/\\]/;

/** What is told of a watched folder. */
export interface CodeWatcher {
  /** The folder is watched from now on. */
  readonly onWatching: () => void;
  /** Code has changed, and nothing has for a moment. */
  readonly onChange: () => void;
  /** The system does not let the folder be watched any more. */
  readonly onFailure: (reason: string) => void;
}

/**
 * Watches the code in a folder until the process ends.
 *
 * @param folder The folder, as an absolute path.
 * @param watcher Who is told what.
 */
export async function watchCode(folder: string, watcher: CodeWatcher): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const events = Deno.watchFs(folder);
    watcher.onWatching();
    for await (const event of events) {
      if (event.kind === "access" || !event.paths.some((path) => isCode(folder, path))) continue;
      clearTimeout(timer);
      timer = setTimeout(watcher.onChange, QUIET_MS);
    }
  } catch (error) {
    watcher.onFailure(messageOf(error));
  }
}

/** What lies above the folder, such as a project folder called `data`, does not matter. */
function isCode(folder: string, path: string): boolean {
  return /\.[jt]sx?$/.test(path) && !IGNORED.test(relative(folder, path));
}
