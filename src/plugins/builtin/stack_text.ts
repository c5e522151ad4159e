import { escapeMarkup, type GameObject, heading, mergeCmdSets, table } from "../api.ts";
import { counted, shownName } from "./markup.ts";

/** Shows the command sets that an object has of its own, and what comes of their merge. */
export function stackText({ name, id, cmdsets }: GameObject): string {
  const sets = cmdsets.all();
  const head = ["Command set", "Key", "Priority", "Merge type", "Commands"];
  const rows = sets.map(({ name, set }) => [
    escapeMarkup(name),
    escapeMarkup(set.key),
    `${set.priority}`,
    set.mergeType,
    `${set.count}`,
  ]);
  const title = `${shownName(name)} (#${id})`;
  if (rows.length === 0) return `${title} has no command set of its own.`;
  const merged = sets.map(({ set }) => set).reduce((lower, upper) => mergeCmdSets(lower, upper));
  return heading(`${title}: the lowest stands first`) + [
    table(rows, { head }),
    `Together: ${counted(merged.count, "command")}: ${escapeMarkup(merged.names().join(", "))}.`,
  ].join("\n");
}
