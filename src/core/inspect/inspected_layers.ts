import type { CmdSet } from "../cmdset/cmdset.ts";
import type { Layer } from "../cmdset/layers.ts";
import type { AnyCommand } from "../command/context.ts";
import { describeLayers } from "../command/explain.ts";

/** How much is told. */
const MOST_COMMANDS = 300;

/**
 * Tells what a session's commands are merged from: every layer with its commands, and which of them
 * are hidden by what.
 *
 * @param layers The layers in the order session, account, puppet, surroundings.
 * @param merged Their merge.
 */
export function inspectedLayers(
  layers: readonly Layer<AnyCommand>[],
  merged: CmdSet<AnyCommand>,
): Readonly<Record<string, unknown>> {
  const described = describeLayers(layers, merged).layers.map((info) => {
    const layer = layers.find(({ source, set }) => source === info.source && set.key === info.key);
    return { ...info, commands: layer === undefined ? [] : commandsOf(layer, merged) };
  });
  const hidden = merged.hidden.slice(0, MOST_COMMANDS).map(({ command, source, names, by }) => {
    return { key: command.key, source, names: [...names], by };
  });
  return { layers: described, merged: { key: merged.key, count: merged.count }, hidden };
}

function commandsOf(
  { source, set }: Layer<AnyCommand>,
  merged: CmdSet<AnyCommand>,
): readonly Readonly<Record<string, unknown>>[] {
  return set.entries.slice(0, MOST_COMMANDS).map(({ command, names }) => {
    const lost = merged.hidden.find((one) => one.command === command && one.source === source);
    return {
      ...{ key: command.key, names: [...names], system: command.system ?? null },
      hiddenBy: lost?.by ?? null,
      hiddenNames: [...lost?.names ?? []],
    };
  });
}
