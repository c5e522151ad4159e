import { parseArgs } from "./args.ts";
import type { Command } from "./command.ts";
import type { AnyCommand } from "./context.ts";
import { InterruptCommand } from "./interrupt_command.ts";
import type { AnyContext } from "./make_context.ts";

/** What runs a command needs of its surroundings. */
export interface PerformParts {
  /** Makes what a hook is given, with these args. */
  readonly contextOf: (args: unknown) => AnyContext;
  /** Hears what is wrong with args that do not fit. */
  readonly onBadArgs: (problems: readonly string[]) => void;
  /** Hears that the command has ended well, and what its args were. */
  readonly onEnd: (args: unknown) => void;
}

/**
 * Runs a command with its hooks, in this turn as far as none of them waits (behaviour 8.3.4):
 * `preRun`, then the args are read, `run`, `postRun`. An {@linkcode InterruptCommand} ends it
 * silently (8.3.5); anything else that is thrown is thrown on.
 *
 * @param command The command; the caller has what it needs.
 * @param rawArgs The rest of the line.
 */
export function perform(
  command: AnyCommand,
  rawArgs: string,
  parts: PerformParts,
): void | Promise<void> {
  try {
    const running = steps(command, rawArgs, parts);
    return running instanceof Promise ? running.catch(unlessInterrupted) : running;
  } catch (error) {
    unlessInterrupted(error);
  }
}

function steps(
  command: AnyCommand,
  rawArgs: string,
  { contextOf, onBadArgs, onEnd }: PerformParts,
): void | Promise<void> {
  // lacking() has checked what the command needs, and parseArgs() gives what its schema makes.
  const { preRun, run, postRun, args } = command as Command<AnyContext>;
  return then(preRun?.(contextOf(rawArgs.trim())), (verdict) => {
    if (verdict === "stop") return;
    return then(parseArgs(args, rawArgs), (parsed) => {
      if (parsed.kind === "bad") return onBadArgs(parsed.problems);
      const context = contextOf(parsed.value);
      return then(run(context), () => then(postRun?.(context), () => onEnd(parsed.value)));
    });
  });
}

function unlessInterrupted(error: unknown): void {
  if (!(error instanceof InterruptCommand)) throw error;
}

/** Goes on with a value, at once unless it must be waited for. */
export function then<T>(
  value: T | Promise<T>,
  next: (value: T) => void | Promise<void>,
): void | Promise<void> {
  return value instanceof Promise ? value.then(next) : next(value);
}
