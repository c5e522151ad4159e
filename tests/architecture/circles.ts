import type { Graph, Import } from "./graph.ts";

/**
 * Finds the import circles: groups of files each of which leads to every other of its group.
 *
 * @param graph The files.
 * @param counts Which imports to follow.
 * @returns The groups, each sorted; a file that imports itself is a group of one.
 */
export function circles(
  graph: Graph,
  counts: (found: Import) => boolean,
): readonly (readonly string[])[] {
  const next = (path: string): readonly string[] =>
    (graph.get(path)?.imports ?? []).filter(counts).flatMap(({ target }) =>
      target !== undefined && graph.has(target) ? [target] : []
    );
  const reach = new Map([...graph.keys()].map((path) => [path, reachable(path, next)]));
  const groups = new Map<string, readonly string[]>();
  for (const [path, seen] of reach) {
    if (!seen.has(path)) continue;
    const group = [...seen].filter((other) => reach.get(other)?.has(path)).sort();
    groups.set(group.join(), group);
  }
  return [...groups.values()];
}

/** Returns what can be reached in one step or more. */
function reachable(
  start: string,
  next: (path: string) => readonly string[],
): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const target of next(path)) {
      if (seen.has(target)) continue;
      seen.add(target);
      open.push(target);
    }
  }
  return seen;
}
