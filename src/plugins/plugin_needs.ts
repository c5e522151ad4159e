import { isAbsolute, relative } from "node:path";
import type { PluginNeed, PluginNeeds } from "../core/plugins/plugin_info.ts";
import type { AnyPlugin } from "./plugin_settings.ts";

/** Returns what a plugin needs, each with whether the settings grant it. */
export function needsOf(
  { name, needs = {} }: AnyPlugin,
  grants: Readonly<Record<string, PluginNeeds>>,
): readonly PluginNeed[] {
  const granted = Object.hasOwn(grants, name) ? grants[name] ?? {} : {};
  return (["net", "read", "env"] as const).flatMap((kind) =>
    (needs[kind] ?? []).map((value) => ({
      kind,
      value,
      isGranted: (granted[kind] ?? []).some((given) => COVERS[kind](given, value)),
    }))
  );
}

/** Says how to grant what is not granted; `undefined` when all is. */
export function ungrantedText(name: string, needs: readonly PluginNeed[]): string | undefined {
  const lacking = needs.filter(({ isGranted }) => !isGranted);
  if (lacking.length === 0) return undefined;
  const kinds = [...new Set(lacking.map(({ kind }) => kind))];
  const asked = kinds.map((kind) => {
    const values = lacking.filter((need) => need.kind === kind).map(({ value }) => value);
    return `${kind}: ${JSON.stringify(values)}`;
  });
  return `Plugin "${name}" needs what it is not granted, and will be refused it. To grant it, ` +
    `write in the settings: grants: { ${JSON.stringify(name)}: { ${asked.join(", ")} } }`;
}

/** A host without a port stands for all its ports, and a folder for what is in it. */
const COVERS: Readonly<Record<keyof PluginNeeds, (given: string, needed: string) => boolean>> = {
  net: (given, needed) => given === needed || needed.startsWith(`${given}:`),
  read: (given, needed) => {
    const way = relative(given, needed);
    return way !== ".." && !/^\.\.[/\\]/.test(way) && !isAbsolute(way);
  },
  env: (given, needed) => given === needed,
};
