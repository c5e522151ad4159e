import { escapeMarkup, stripMarkup, table } from "../api.ts";
import { commandLink } from "./markup.ts";
import type { UsableCommand } from "./usable_commands.ts";

/** How the list of commands is laid out. */
export interface HelpLayout {
  /** Columns of the client's window. */
  readonly width: number;
  /** In columns for the eye, or in lines for the ear. */
  readonly layout: "columns" | "lines";
}

/** What stands between two columns of a table. */
const GAP = 2;

/** Lists commands by category, each a link to its help. */
export function helpIndex(usable: readonly UsableCommand[], layout: HelpLayout): string {
  const chapters = byCategory(usable).map(([category, names]) => {
    const links = names.map((name) => commandLink(`help ${name}`, name));
    const list = layout.layout === "lines" ? links.join(", ") : inColumns(links, layout.width);
    return `|w${escapeMarkup(titled(category))}|n\n${list}`;
  });
  return `${chapters.join("\n\n")}\n\nType |whelp|n and a name to read about one of them.`;
}

/** Shows what one command does. */
export function helpTopic({ command, names }: UsableCommand): string {
  const [name = command.key, ...others] = names;
  const aliases = others.length === 0 ? "" : ` (also ${others.map(escapeMarkup).join(", ")})`;
  const lines = [`|w${escapeMarkup(name)}|n${aliases}`];
  if (command.usage !== undefined) lines.push(`Usage: ${escapeMarkup(command.usage)}`);
  lines.push(command.help ?? "Nobody has written anything about it.");
  return lines.join("\n");
}

/**
 * Lays cells out in as many columns as fit.
 *
 * @param cells Markup for each cell.
 * @param width Columns of the client's window.
 */
export function inColumns(cells: readonly string[], width: number): string {
  const widest = cells.reduce((most, cell) => Math.max(most, stripMarkup(cell).length), 0);
  const perRow = Math.max(1, Math.floor((width + GAP) / (widest + GAP)));
  const rows: (readonly string[])[] = [];
  for (let at = 0; at < cells.length; at += perRow) rows.push(cells.slice(at, at + perRow));
  return table(rows);
}

function byCategory(usable: readonly UsableCommand[]): [string, readonly string[]][] {
  const chapters = new Map<string, Set<string>>();
  for (const { command, names } of usable) {
    const chapter = chapters.get(command.category) ?? new Set<string>();
    chapters.set(command.category, chapter.add(names[0] ?? command.key));
  }
  return [...chapters]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([category, names]) => [category, [...names].sort()]);
}

function titled(category: string): string {
  return category.slice(0, 1).toUpperCase() + category.slice(1);
}
