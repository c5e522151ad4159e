import { escapeMarkup, heading, type LayerInfo, type SessionLayers, table } from "../api.ts";
import { counted } from "./markup.ts";

/** How many hidden commands are listed at most. */
const MAX_HIDDEN = 20;

/**
 * Shows the layers of a session, and what comes of their merge.
 *
 * @param sessid The session's number.
 * @param found Its layers.
 */
export function layersText(sessid: number, { layers, merged }: SessionLayers): string {
  const head = ["Layer", "Priority", "Merge type", "Commands", "Flags"];
  const rows = layers.map((layer) => [
    escapeMarkup(layer.source),
    `${layer.priority}`,
    escapeMarkup(mergeText(layer)),
    `${layer.count}`,
    escapeMarkup(flagText(layer)),
  ]);
  return heading(`Session #${sessid}: what merges first stands first`) + [
    rows.length === 0 ? "No command set at all." : table(rows, { head }),
    `Together: ${counted(merged.count, "command")}, of the highest layer ` +
    `"${escapeMarkup(merged.key)}".`,
    ...hiddenLines(merged),
  ].join("\n");
}

function mergeText({ mergeType, keyMergeTypes }: LayerInfo): string {
  const others = Object.entries(keyMergeTypes).map(([key, type]) => `${type} ${key}`);
  return [mergeType, ...others].join(", ");
}

function flagText({ duplicates, noExits, noObjects, leftOutBy }: LayerInfo): string {
  const said = Object.entries({ duplicates, noExits, noObjects })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => value === true ? name : `not ${name}`);
  return [...said, ...leftOutBy === null ? [] : [`out of reach by ${leftOutBy}`]].join(", ");
}

function hiddenLines({ hidden }: SessionLayers["merged"]): readonly string[] {
  const lines = hidden.slice(0, MAX_HIDDEN).map(({ command, names, source, by }) => {
    const what = names.length === 0 ? command.key : names.join(", ");
    return `Hidden: ${escapeMarkup(`${what} (${source}), by ${by}`)}.`;
  });
  const more = hidden.length - lines.length;
  return more > 0 ? [...lines, `And ${more} more hidden.`] : lines;
}
