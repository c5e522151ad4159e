import type { BegunCommand } from "../audit/record_command.ts";
import type { Clock } from "../clock.ts";
import type { CmdSet } from "../cmdset/cmdset.ts";
import { layersOf } from "../cmdset/merge_cache.ts";
import type { SessionCore } from "../session/session_core.ts";
import type { Trace } from "../trace/trace.ts";
import type { AnyCommand } from "./context.ts";
import type { Providers } from "./providers.ts";
import type { ResolvedLine } from "./resolve_line.ts";

/** Who is told of commands, and what tells the time. */
export interface Told {
  readonly trace: Trace;
  readonly clock: Clock;
  /** Hears of each command that begins; the caller may use it, but may lack what it needs. */
  readonly onBegin: (begun: BegunCommand) => void;
}

/** Returns the merged cmdset of a session, and tells those who watch when it is merged anew. */
export function mergedOf(
  core: SessionCore,
  { trace, providers }: { readonly trace: Trace; readonly providers: Providers },
): CmdSet<AnyCommand> {
  const { merged } = core;
  const [before, offered] = [merged.merges, providers.of(core)];
  const cmdset = merged.get(offered, providers.merges);
  if (trace.isDetailed && merged.merges > before) {
    const layers = offered.flatMap(layersOf).map(({ source, set }) => {
      const { key, priority, mergeType } = set;
      return { source, key, priority, mergeType };
    });
    trace.detail("cmdset:merge", core.sessid, { layers, count: cmdset.count });
  }
  return cmdset;
}

/** Tells those who watch what a line was found to ask for. */
export function tellMatch(core: SessionCore, { text, outcome }: ResolvedLine, trace: Trace): void {
  if (!trace.isDetailed) return;
  const command = outcome.kind === "one" ? { command: outcome.command.key } : {};
  const fate = text === "" ? "empty" : outcome.kind;
  trace.detail("command:match", core.sessid, { fate, ...command });
}

/** Runs a command, and tells when it begins and, to those who watch, when it has ended. */
export function toldOf(
  begun: BegunCommand,
  { trace, clock, onBegin }: Told,
  run: () => void | Promise<void>,
): void | Promise<void> {
  const { command: { key: command }, session: { sessid } } = begun;
  onBegin(begun);
  trace.emit("command:run", { level: "debug", sessid, data: { command } });
  if (!trace.isDetailed) return run();
  const from = clock.now();
  const end = () => trace.detail("command:end", sessid, { command, ms: clock.now() - from });
  const running = run();
  if (running instanceof Promise) return running.finally(end);
  end();
}
