// @ts-types="@types/semver"
import { satisfies, validRange } from "semver";
import { nearestName } from "../core/settings/nearest.ts";
import { PluginError } from "./plugin_error.ts";
import type { AnyPlugin, GivenPlugin } from "./plugin_settings.ts";

/**
 * Puts plugins in the order in which they are set up: each after those that it depends on, and
 * otherwise as they were given.
 *
 * @throws PluginError with every dependency that is missing, has another version, or goes round.
 */
export function orderPlugins(plugins: readonly GivenPlugin[]): readonly GivenPlugin[] {
  const byName = new Map(plugins.map((given) => [given.plugin.name, given]));
  const problems = plugins.flatMap(({ plugin }) => dependencyProblems(plugin, byName));
  if (problems.length > 0) throw new PluginError(problems);
  const ordered = new Set<GivenPlugin>();
  for (const given of plugins) addAfter(given, { byName, ordered, way: [] });
  return [...ordered];
}

/** Returns the names of the plugins that a plugin depends on. */
export function dependenciesOf(plugin: AnyPlugin): readonly string[] {
  return Object.keys(plugin.dependsOn ?? {});
}

type ByName = ReadonlyMap<string, GivenPlugin>;

interface Ordering {
  readonly byName: ByName;
  readonly ordered: Set<GivenPlugin>;
  /** The plugins that led here, each depending on the next. */
  readonly way: readonly string[];
}

function addAfter(given: GivenPlugin, { byName, ordered, way }: Ordering): void {
  const { name } = given.plugin;
  if (ordered.has(given)) return;
  if (way.includes(name)) throw new PluginError([circleProblem([...way, name])]);
  for (const needed of dependenciesOf(given.plugin)) {
    const other = byName.get(needed);
    if (other !== undefined) addAfter(other, { byName, ordered, way: [...way, name] });
  }
  ordered.add(given);
}

function circleProblem(way: readonly string[]): string {
  const circle = way.slice(way.indexOf(way.at(-1) ?? ""));
  return `Cannot order plugins as no plugin must depend on itself: ${circle.join(" needs ")}. ` +
    `Take one of them out of the setting "plugins", or tell their authors`;
}

function dependencyProblems({ name, dependsOn = {} }: AnyPlugin, byName: ByName): string[] {
  return Object.entries(dependsOn).flatMap(([needed, range]) => {
    const found = byName.get(needed)?.plugin.version;
    const cannot = `Cannot use plugin "${name}" as`;
    if (validRange(range) === null) {
      return `${cannot} it must name the versions of "${needed}" in dependsOn, such as "^1.0.0": ` +
        `current value is "${range}"`;
    }
    if (found === undefined) return `${cannot} ${missing(needed, range, [...byName.keys()])}`;
    if (satisfies(found, range, { includePrerelease: true })) return [];
    return `${cannot} plugin "${needed}" must be of version ${range}: it is ${found}. ` +
      "Take another version of one of them";
  });
}

function missing(needed: string, range: string, known: readonly string[]): string {
  const near = nearestName(needed, known);
  const hint = near === undefined ? "" : ` (there is "${near}")`;
  return `plugin "${needed}" ${range} must be there: it is not${hint}. ` +
    'Add it to the setting "plugins"';
}
