import type { Settings } from "./core/settings/settings.ts";
import { logTo } from "./core/trace/log.ts";
import type { Trace } from "./core/trace/trace.ts";
import type { ProgramOptions } from "./program_options.ts";

/** Lets the log be written of what happens from now on, as far as the settings and the start say. */
export function openLog(
  trace: Trace,
  { logLevel }: Pick<Settings, "logLevel">,
  { args, log, color }: Pick<ProgramOptions, "args" | "log" | "color">,
): void {
  logTo(trace, { write: log, minLevel: args.quiet ? "warn" : logLevel, color });
}
