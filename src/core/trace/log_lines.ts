import { setImmediate } from "node:timers";
import type { TraceLevel } from "./trace.ts";

/** What is written at once, with all that came before it. */
const GRAVE: readonly TraceLevel[] = ["warn", "error"];

/**
 * Writes a log: the lines of one turn of the event loop at one go, since each write waits for the
 * system; a warning or an error at once, as the process may be about to end.
 */
export class LogLines {
  readonly #write: (bytes: Uint8Array) => number;
  #waiting = "";

  /**
   * Creates an empty log.
   *
   * @param write Writes some of the bytes and tells how many; when it throws, what waits is lost.
   */
  constructor(write: (bytes: Uint8Array) => number) {
    this.#write = write;
  }

  /** Adds a line, with its end. */
  add(line: string, level: TraceLevel): void {
    if (this.#waiting === "") setImmediate(() => this.flush());
    this.#waiting += line;
    if (GRAVE.includes(level)) this.flush();
  }

  /** Writes what waits; called before the process ends. */
  flush(): void {
    const bytes = new TextEncoder().encode(this.#waiting);
    this.#waiting = "";
    try {
      for (let at = 0; at < bytes.length;) at += this.#write(bytes.subarray(at));
    } catch {
      // Whoever read the log may be gone; the players are not.
    }
  }
}
