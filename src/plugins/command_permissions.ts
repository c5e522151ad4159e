import { PERMISSIONS } from "../core/command/permission.ts";
import type { Collection } from "./provide/collection.ts";

/**
 * Looks for commands that ask for a permission which nobody provides.
 *
 * @param collection What was provided.
 * @param absent The names of plugins that are wanted and do not run: theirs are for superusers alone.
 */
export function permissionProblems(collection: Collection, absent: ReadonlySet<string>): string[] {
  const known = new Set<string>([...PERMISSIONS, ...collection.permissions.keys()]);
  const commands = new Set([...collection.cmdsets.values()].flatMap((set) => [...set]));
  return [...commands].flatMap((command) => {
    const { permission, key } = command;
    if (permission === undefined || known.has(permission)) return [];
    if (absent.has(permission.split("/")[0] ?? "")) return [];
    return [
      `Plugin "${collection.ownerOf(command)}" cannot provide command "${key}" as its permission ` +
      `must be known: it is "${permission}", and there are ${[...known].join(", ")}`,
    ];
  });
}
