import type { NeededPermission } from "../command/permission.ts";

/** Something to read in the help that is not about one command. */
export interface HelpTopic {
  /** What it is called, as a command is: at most 60 characters, spaces inside allowed. */
  readonly key: string;
  /** Other names it is found by; none unless given. */
  readonly aliases?: readonly string[];
  /** The chapter of the help it stands in; `topics` unless given. */
  readonly category?: string;
  /** What there is to read: markup. */
  readonly text: string;
  /** The least level, or the permission of a plugin, that sees it; without one, everybody does, before login too. */
  readonly permission?: NeededPermission;
}
