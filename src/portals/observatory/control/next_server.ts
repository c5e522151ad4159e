import type { Clock } from "../../../core/clock.ts";
import type { Trace } from "../../../core/trace/trace.ts";

/** A Server that is waited for. */
export interface NextServer {
  /** Resolves when it is ready; with the reason when none will be, as a sentence. */
  readonly ready: Promise<string | undefined>;
  /** Waits no longer. */
  giveUp(): void;
}

/**
 * Waits for the next Server that is ready, from now on.
 *
 * @param trace Tells of it.
 * @param clock Tells the time.
 * @param ms How long it may take, in milliseconds.
 */
export function nextServer(trace: Trace, clock: Clock, ms: number): NextServer {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const end = (problem?: string) => {
    reading[Symbol.dispose]();
    timer[Symbol.dispose]();
    resolve(problem);
  };
  const reading = trace.read(({ kind, data }) => {
    if (kind === "server:ready") end();
    if (kind === "server:give_up") end(`No other Server runs: ${String(data.reason)}.`);
  });
  const timer = clock.timer(ms, () => end("No other Server was ready in time."));
  return { ready: promise, giveUp: () => end() };
}
