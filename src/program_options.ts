import type { RunArgs } from "./cli/args.ts";
import type { ClassroomFacts } from "./cli/banner.ts";
import type { LoadedSettings } from "./cli/load_settings.ts";
import type { Clock } from "./core/clock.ts";
import type { TraceLevel } from "./core/trace/trace.ts";
import type { UsedPlugin } from "./plugins/host.ts";

/** What the program is started with. */
export interface ProgramOptions {
  readonly args: Pick<RunArgs, "inline" | "quiet">;
  /** Reads the settings, at the start and at each reload. */
  readonly loadSettings: () => Promise<LoadedSettings>;
  /** Plugins beside those of the settings, which share this isolate: only with `inline`. */
  readonly plugins?: readonly UsedPlugin[];
  /** What opens the pages of a class, if one is led. */
  readonly classroom?: ClassroomFacts;
  /** The working folder, as an absolute path. */
  readonly folder: string;
  readonly clock: Clock;
  /** Takes what is printed for the person who started it. */
  readonly print: (text: string) => void;
  /** Takes the log. */
  readonly log: (text: string, level: TraceLevel) => void;
  readonly color: boolean;
  /** Is told that the program is to end, with its exit code. */
  readonly onEnd: (code: number) => void;
}
