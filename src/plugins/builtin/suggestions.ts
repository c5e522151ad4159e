import { type AnyCommand, suggest } from "../api.ts";
import type { UsableCommand } from "./usable_commands.ts";

/** How many commands are suggested at most (behaviour 8.2.7). */
const MAX = 3;

/**
 * Returns the commands that somebody who mistyped may have meant, each under its likeliest name.
 *
 * @param typed The whole line.
 * @param usable What the caller could type.
 */
export function suggestions(typed: string, usable: readonly UsableCommand[]): readonly string[] {
  const owners = new Map<string, AnyCommand>();
  for (const { command, names } of usable) {
    for (const name of names) owners.set(name, command);
  }
  const taken = new Set<AnyCommand | undefined>();
  const likely = suggest(typed, [...owners.keys()], owners.size).filter((name) => {
    const owner = owners.get(name);
    return !taken.has(owner) && taken.add(owner);
  });
  return likely.slice(0, MAX);
}
