import { escapeMarkup, stripMarkup, table } from "../api.ts";
import type { HelpEntry } from "./help_entry.ts";
import { commandLink } from "./markup.ts";

/** How the list of commands is laid out. */
export interface HelpLayout {
  /** Columns of the client's window. */
  readonly width: number;
  /** In columns for the eye, or in lines for the ear. */
  readonly layout: "columns" | "lines";
}

/** What stands between two columns of a table. */
const GAP = 2;

/** Lists commands and topics by category, each a link to its help. */
export function helpIndex(entries: readonly HelpEntry[], layout: HelpLayout): string {
  const chapters = byCategory(entries).map(([category, lines]) => {
    const links = lines.map(([line, name]) => commandLink(line, name));
    const list = layout.layout === "lines" ? links.join(", ") : inColumns(links, layout.width);
    return `|w${escapeMarkup(titled(category))}|n\n${list}`;
  });
  return `${chapters.join("\n\n")}\n\nType |whelp|n and a name to read about one of them.`;
}

/** Shows what one command does, or what a topic says. */
export function helpTopic({ names: [name = "", ...others], usage, text }: HelpEntry): string {
  const aliases = others.length === 0 ? "" : ` (also ${others.map(escapeMarkup).join(", ")})`;
  const lines = [`|w${escapeMarkup(name)}|n${aliases}`];
  if (usage !== undefined) lines.push(`Usage: ${escapeMarkup(usage)}`);
  lines.push(text ?? "Nobody has written anything about it.");
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

/** Returns for each category what is typed to read of an entry, and its name. */
function byCategory(entries: readonly HelpEntry[]): [string, readonly [string, string][]][] {
  const chapters = new Map<string, Map<string, string>>();
  for (const { category, names: [name = ""], line } of entries) {
    const chapter = chapters.get(category) ?? new Map<string, string>();
    chapters.set(category, chapter.set(line, name));
  }
  return [...chapters]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([category, lines]) => [category, [...lines].sort(([, a], [, b]) => compare(a, b))]);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function titled(category: string): string {
  return category.slice(0, 1).toUpperCase() + category.slice(1);
}
