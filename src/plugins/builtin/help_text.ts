import { escapeMarkup, heading, list } from "../api.ts";
import type { HelpEntry } from "./help_entry.ts";
import { commandLink } from "./markup.ts";

/** Lists commands and topics by category, each a link to its help. */
export function helpIndex(entries: readonly HelpEntry[]): string {
  const chapters = byCategory(entries).map(([category, lines]) => {
    const links = lines.map(([line, name]) => commandLink(line, name));
    return heading(escapeMarkup(titled(category))) + list(links, { layout: "columns" });
  });
  return `${chapters.join("\n\n")}\n\nType |whelp|n and a name to read about one of them.`;
}

/** Shows what one command does, or what a topic says. */
export function helpTopic({ names: [name = "", ...others], usage, text }: HelpEntry): string {
  const aliases = others.length === 0 ? "" : ` (also ${others.map(escapeMarkup).join(", ")})`;
  const lines = [
    ...usage === undefined ? [] : [`Usage: ${escapeMarkup(usage)}`],
    text ?? "Nobody has written anything about it.",
  ];
  return heading(escapeMarkup(name) + aliases) + lines.join("\n");
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
