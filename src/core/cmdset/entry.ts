import type { CommandShape } from "../command/command.ts";
import { foldName } from "./name.ts";

/** A command in a cmdset, with the names it answers to there. */
export interface CmdSetEntry<C extends CommandShape> {
  /** The command, the same object whatever merges it went through. */
  readonly command: C;
  /** Folded, the key first. None for a system command; fewer after a merge took some away. */
  readonly names: readonly string[];
  /** The layer it came from; the key of its cmdset before any merge. */
  readonly source: string;
  /** The object whose cmdset it came from, if a layer named one; a stand-in for the puppet. */
  readonly owner?: object;
}

/** Names that a command lost in a merge, or the whole of a system command. */
export interface HiddenCommand<C extends CommandShape> {
  /** The command that cannot be typed by these names. */
  readonly command: C;
  /** The layer it came from. */
  readonly source: string;
  /** The names it lost, folded. None when a system command was hidden. */
  readonly names: readonly string[];
  /** The layer that hid it. */
  readonly by: string;
}

/** Makes the entry of a command that no merge has touched. */
export function entryOf<C extends CommandShape>(command: C, source: string): CmdSetEntry<C> {
  return { command, names: namesOf(command), source };
}

/** Returns the folded names of a command, the key first, each once; none for a system command. */
export function namesOf(command: CommandShape): readonly string[] {
  if (command.system !== undefined) return [];
  return [...new Set([command.key, ...command.aliases].map(foldName))];
}

/** Tells whether two entries are one command from one place, as when a cmdset is merged twice. */
export function isSameEntry<C extends CommandShape>(a: CmdSetEntry<C>, b: CmdSetEntry<C>): boolean {
  return a.command === b.command && a.source === b.source && a.owner === b.owner;
}
