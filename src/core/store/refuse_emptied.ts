import { sizeOf } from "./size_of.ts";
import { StoreOpenError } from "./store_open_error.ts";

/**
 * Makes sure that a world which was cut to nothing is not taken for one that is still to be made:
 * SQLite would, and remove the log as well.
 *
 * @param path The database.
 * @param hadWorld Whether there was a world in it.
 * @throws {StoreOpenError} When nothing is left of it.
 */
export function refuseEmptied(path: string, hadWorld: boolean): void {
  const hasLog = (sizeOf(`${path}-wal`) ?? 0) > 0;
  if (sizeOf(path) !== 0 || !(hadWorld || hasLog)) return;
  throw new StoreOpenError({
    path,
    needed: "the world that was in it must still be there",
    state: "a file of 0 bytes",
    remedy: "bring a backup back with `deno task restore FILE`, or delete the file to begin a " +
      "new world",
  });
}
