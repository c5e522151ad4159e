import { escapeMarkup, heading, type PluginInfo, type ProvidedThing, table } from "../api.ts";
import { commandLink, counted } from "./markup.ts";

/** Lists plugins: what each is, and how it fares. */
export function pluginTable(plugins: readonly PluginInfo[]): string {
  const head = ["Plugin", "Version", "State", "Provides", "Failures"];
  const rows = plugins.map((plugin) => [
    commandLink(`plugins ${plugin.name}`, plugin.name),
    escapeMarkup(plugin.version),
    plugin.state === "running" ? "running" : `|y${plugin.state}|n`,
    summary(plugin.provides),
    plugin.failures === 0 ? "" : `|r${plugin.failures}|n`,
  ]);
  return `${table(rows, { head })}\nType |wplugins|n and a name to see more of one.`;
}

/** Shows all of one plugin. */
export function pluginDetails(plugin: PluginInfo): string {
  const { name, version, description, state, why, dependsOn, failures, lastFailure } = plugin;
  const lines: string[] = [];
  if (description !== "") lines.push(escapeMarkup(description));
  if (why !== "") lines.push(`Why: ${escapeMarkup(why)}`);
  if (dependsOn.length > 0) lines.push(`Depends on: ${dependsOn.join(", ")}`);
  if (failures > 0) {
    lines.push(`|r${counted(failures, "failure")}|n, the last: ${escapeMarkup(lastFailure)}`);
  }
  const title = heading(`${name} ${escapeMarkup(version)}: ${state}`);
  return title + [...lines, ...thingLines(plugin), ...needLines(plugin)].join("\n");
}

/** Counts things of a kind: `2 cmdset, 1 hook`. */
function summary(provides: readonly ProvidedThing[]): string {
  const kinds = Map.groupBy(provides, ({ kind }) => kind);
  return [...kinds].map(([kind, things]) => `${things.length} ${escapeMarkup(kind)}`).join(", ");
}

function thingLines({ provides }: PluginInfo): readonly string[] {
  if (provides.length === 0) return ["It provides nothing."];
  const rows = provides.map(({ kind, name, commands, hides }) => [
    escapeMarkup(kind),
    escapeMarkup(name),
    [
      ...commands.length === 0 ? [] : [escapeMarkup(commands.join(", "))],
      ...hides.length === 0 ? [] : [`|yhides ${escapeMarkup(hides.join(", "))}|n`],
    ].join("; "),
  ]);
  return [heading("Provides", 3) + table(rows)];
}

function needLines({ needs }: PluginInfo): readonly string[] {
  if (needs.length === 0) return [];
  const rows = needs.map(({ kind, value, isGranted }) => [
    kind,
    escapeMarkup(value),
    isGranted ? "granted" : "|ynot granted|n",
  ]);
  const hint = needs.every(({ isGranted }) => isGranted)
    ? []
    : ["What is not granted is refused: whoever runs the server grants it in the setting grants."];
  return [heading("Needs", 3) + table(rows), ...hint];
}
