import { settingsTable } from "../core/settings/table.ts";
import { type Flag, FLAGS } from "./flags.ts";
import { VERSION } from "../version.ts";

/** Returns the text of `--help`: every flag, aligned. */
export function helpText(): string {
  const width = Math.max(...FLAGS.map((flag) => usage(flag).length));
  return [
    `Vestibule ${VERSION}, a session server for text worlds`,
    "",
    "Usage: deno task start [flags]",
    "",
    ...FLAGS.map((flag) => `  ${usage(flag).padEnd(width)}  ${flag.meaning}`),
    "",
    "Settings come from the defaults, then the settings file, then VESTIBULE_… variables",
    "(telnetPort is VESTIBULE_TELNET_PORT), then flags; the later ones win.",
    "",
  ].join("\n");
}

/** Returns the text of `--help settings`: every setting with its type, default and meaning. */
export function settingsHelpText(): string {
  const rows = settingsTable().flatMap((row) => [
    `${row.name} = ${shortDefault(row.default)}`,
    `    ${row.meaning}`,
    `    It must be ${row.type}.`,
  ]);
  return [...rows, ""].join("\n");
}

function usage(flag: Flag): string {
  return flag.hint === "" ? `--${flag.name}` : `--${flag.name} ${flag.hint}`;
}

function shortDefault(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
