import { suggest } from "../api.ts";

/** How many commands are suggested at most (behaviour 8.2.7). */
const MAX = 3;

/** Something that has names, such as a command. */
export interface Named {
  readonly names: readonly string[];
  /** What is suggested once, under whatever name. */
  readonly command: object;
}

/**
 * Returns the commands that somebody who mistyped may have meant, each under its likeliest name.
 *
 * @param typed The whole line.
 * @param usable What the caller could type.
 */
export function suggestions(typed: string, usable: readonly Named[]): readonly string[] {
  const owners = new Map<string, object>();
  for (const { command, names } of usable) {
    for (const name of names) owners.set(name, command);
  }
  const taken = new Set<object | undefined>();
  const likely = suggest(typed, [...owners.keys()], owners.size).filter((name) => {
    const owner = owners.get(name);
    return !taken.has(owner) && taken.add(owner);
  });
  return likely.slice(0, MAX);
}
