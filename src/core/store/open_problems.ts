import { messageOf } from "../trace/error_text.ts";
import { StoreOpenError, type StoreOpenProblem } from "./store_open_error.ts";

/** Runs something on a database file, and says what is wrong with the file when that fails. */
export function attempt<T>(path: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof StoreOpenError) throw error;
    throw new StoreOpenError(problemOf(path, messageOf(error)), { cause: error });
  }
}

/** Tells SQLite's errors apart by their text: `node:sqlite` in Deno gives no other code. */
function problemOf(path: string, state: string): StoreOpenProblem {
  if (/locked|busy/i.test(state)) return lockedProblem(path, state);
  if (/not a database|malformed|corrupt/i.test(state)) return damagedProblem(path, state);
  if (/disk is full|disk I\/O/i.test(state)) {
    return { path, needed: "the disk must work and have room", state, remedy: "free some space" };
  }
  return {
    path,
    needed: "the file and its folder must be readable and writable",
    state,
    remedy: "give this user the right to read and write both",
  };
}

function damagedProblem(path: string, state: string): StoreOpenProblem {
  return {
    path,
    needed: "the file must be a whole SQLite database",
    state,
    remedy: "put a backup in its place, or move it away to begin a new world",
  };
}

/** Says that another program has the file. */
export function lockedProblem(path: string, state: string): StoreOpenProblem {
  return {
    path,
    needed: "no other program may be using it",
    state,
    remedy: "stop the other program, or give this server another file",
  };
}
