/** How long nothing may change before a reload, in milliseconds: editors write in several steps. */
const QUIET_MS = 200;

/** Folders in which a change is not a change of code. */
const IGNORED = /[/\\](\.git|node_modules|data)[/\\]/;

/**
 * Calls a function whenever code in a folder has changed, until the process ends.
 *
 * @param folder The folder.
 * @param run What to call.
 */
export async function watchCode(folder: string, run: () => void): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  for await (const event of Deno.watchFs(folder)) {
    const isCode = event.paths.some((path) => /\.[jt]sx?$/.test(path) && !IGNORED.test(path));
    if (!isCode || event.kind === "access") continue;
    clearTimeout(timer);
    timer = setTimeout(run, QUIET_MS);
  }
}
