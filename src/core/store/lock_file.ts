import { messageOf } from "../trace/error_text.ts";
import { lockedProblem } from "./open_problems.ts";
import { sizeOf } from "./size_of.ts";
import { StoreOpenError } from "./store_open_error.ts";

/** How much is read of a lock file, in bytes. */
const MAX_TEXT = 100;

/** What stands in a lock file, beside its holder, since a world was seen in the database. */
const WORLD_MARK = "\nworld";

/** The lock of a database, which nobody else can take until it is disposed of. */
export interface HeldLock extends Disposable {
  /** Whether the database that is there had a world in it once. */
  readonly hadWorld: boolean;
  /** Keeps that there is a world in the database now. */
  markWorld(): void;
}

/**
 * Takes the lock file of a database, since SQLite's own locks would let two Stores take turns.
 *
 * @param path The database; the lock is `path.lock`, and names the process that holds it.
 * @throws {StoreOpenError} When another program holds it, or it cannot be made.
 */
export function takeLock(path: string): HeldLock {
  const file = openLock(path);
  if (!file.tryLockSync(true)) {
    const holder = holderOf(file);
    file.close();
    throw new StoreOpenError(lockedProblem(path, `another server has it open${holder}`));
  }
  // Of a database that was taken away on purpose the mark says nothing any more.
  const hadWorld = textOf(file).includes(WORLD_MARK) && sizeOf(path) !== undefined;
  write(file, hadWorld ? WORLD_MARK : "");
  return {
    hadWorld,
    markWorld: () => write(file, WORLD_MARK),
    [Symbol.dispose]: () => file.close(),
  };
}

/** Over what is there, and only then cut: a program that is killed meanwhile loses no mark. */
function write(file: Deno.FsFile, mark: string): void {
  const bytes = new TextEncoder().encode(`process ${Deno.pid}${mark}`);
  file.seekSync(0, Deno.SeekMode.Start);
  file.writeSync(bytes);
  file.truncateSync(bytes.length);
}

function textOf(file: Deno.FsFile): string {
  const bytes = new Uint8Array(MAX_TEXT);
  file.seekSync(0, Deno.SeekMode.Start);
  return new TextDecoder().decode(bytes.subarray(0, file.readSync(bytes) ?? 0));
}

function openLock(path: string): Deno.FsFile {
  try {
    return Deno.openSync(`${path}.lock`, { read: true, write: true, create: true });
  } catch (error) {
    throw new StoreOpenError({
      path,
      needed: "its folder must be there and writable",
      state: messageOf(error),
      remedy: "make the folder, or give this user the right to write there",
    }, { cause: error });
  }
}

/** Where a lock forbids reading as well, as on Windows, the holder is not known. */
function holderOf(file: Deno.FsFile): string {
  try {
    const [holder] = /^process \d+(?=$|\n)/.exec(textOf(file)) ?? [];
    if (holder === undefined) return "";
    // The holder wrote to the file only as it opened the database.
    const since = file.statSync().mtime?.toISOString().replace(/\.\d+/, "");
    return since === undefined ? `, as ${holder}` : `, as ${holder} since ${since}`;
  } catch {
    return "";
  }
}
