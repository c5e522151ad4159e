import type { AnyCommand } from "../command/context.ts";

/** What stands for a running command in the journal: no two are the same object. */
export interface CommandScope {
  readonly command?: AnyCommand;
  /** The session that runs it. */
  readonly sessid?: number;
}
