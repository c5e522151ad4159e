import type { CmdSet } from "../cmdset/cmdset.ts";
import type { Clock } from "../clock.ts";
import type { Account, Game, GameObject, Session } from "../model.ts";
import type { Hold } from "../session/holds.ts";
import type { CommandScope } from "../session/command_scope.ts";
import type { SessionCore } from "../session/session_core.ts";
import { askerOf, heard } from "./ask.ts";
import type { AnyCommand, BaseContext, ExecuteOptions, Extra } from "./context.ts";
import { pauseCommand } from "./pause.ts";

/** A typed command that runs, together with the lines that it runs itself. */
export interface Running {
  /** Stands for it in the journal. */
  readonly scope: CommandScope;
  /** Keeps its session's next lines waiting. */
  readonly hold: Hold;
  /** The lines it runs that have not ended well. */
  readonly nested: Set<Promise<void>>;
}

/** A line that is to be run. */
export interface Line {
  readonly core: SessionCore;
  readonly session: Session;
  readonly raw: string;
  readonly hold: Hold;
  /** What game code gave with it. */
  readonly extra: Extra;
  /** The command that runs this line; none when it was typed. */
  readonly within?: Running;
  /** How many commands it is within. */
  readonly depth: number;
}

/** What a running command is called and given, beside its args. */
export interface Call extends Line {
  readonly name: string;
  readonly cmdset: CmdSet<AnyCommand>;
  readonly choices: readonly string[];
  /** The object whose command set the command came from. */
  readonly obj: GameObject | null;
}

/** What a context is made with. */
export interface ContextParts {
  readonly game: Game;
  readonly clock: Clock;
  readonly running: Running;
  readonly args: unknown;
  /** Whether `msg` reaches all sessions of the caller. */
  readonly msgAllSessions: boolean;
  /** Runs a line within the command. */
  readonly execute: (line: string, options?: ExecuteOptions) => Promise<void>;
}

/** What a command is given, whatever it needs. */
export type AnyContext = BaseContext<unknown> & {
  readonly account: Account | null;
  readonly puppet: GameObject | null;
  readonly caller: GameObject | Account | Session;
};

/** Makes what a command is given. */
export function makeContext(call: Call, parts: ContextParts): AnyContext {
  const { core, session, name, raw, cmdset, choices, obj, extra } = call;
  const { game, clock, running, args, execute, msgAllSessions } = parts;
  const { account, puppet, lastCmd } = core;
  return {
    ...{ session, args, name, raw, cmdset, choices, obj, extra, game },
    ...{ account, puppet, lastCmd },
    // Made for whoever asks: few commands do.
    get signal() {
      return core.signal;
    },
    caller: puppet ?? account ?? session,
    msg(said) {
      const told = msgAllSessions ? sessionsOfCaller(core, session) : [session];
      for (const one of told) one.msg(said);
    },
    ask: askerOf({ core, session, clock }),
    pause: (ms) => heard(pauseCommand(core, ms, { clock, ...running })),
    execute,
  };
}

/** Returns the sessions of the puppet, else of the account, else the one session (6.8). */
function sessionsOfCaller({ puppet, account }: SessionCore, session: Session): readonly Session[] {
  return puppet?.sessions ?? account?.sessions ?? [session];
}
