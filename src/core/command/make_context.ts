import type { CmdSet } from "../cmdset/cmdset.ts";
import type { Clock } from "../clock.ts";
import type { Account, Game, GameObject, Session } from "../model.ts";
import type { Hold } from "../session/holds.ts";
import type { SessionCore } from "../session/session_core.ts";
import { askerOf, heard } from "./ask.ts";
import type { AnyCommand, BaseContext } from "./context.ts";
import { pauseCommand } from "./pause.ts";

/** A typed command that runs, together with the lines that it runs itself. */
export interface Running {
  /** Stands for it in the journal. */
  readonly scope: object;
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
}

/** What a context is made with. */
export interface ContextParts {
  readonly game: Game;
  readonly clock: Clock;
  readonly running: Running;
  readonly args: unknown;
  /** Runs a line within the command. */
  readonly execute: (line: string) => Promise<void>;
}

/** What a command is given, whatever it needs. */
export type AnyContext = BaseContext<unknown> & {
  readonly account: Account | null;
  readonly puppet: GameObject | null;
};

/** Makes what a command is given. */
export function makeContext(call: Call, parts: ContextParts): AnyContext {
  const { core, session, name, raw, cmdset, choices } = call;
  const { game, clock, running, args, execute } = parts;
  return {
    ...{ session, args, name, raw, cmdset, choices, game },
    account: core.account,
    puppet: core.puppet,
    signal: core.signal,
    msg: (said) => session.msg(said),
    ask: askerOf({ core, session, clock }),
    pause: (ms) => heard(pauseCommand(core, ms, { clock, ...running })),
    execute,
  };
}
