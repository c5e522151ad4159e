import { relative } from "node:path";
import type { Placement } from "./placement.ts";
import type { NewFiles } from "./write_files.ts";

/** The text of `new --help`. */
export const NEW_HELP = `Makes a folder to begin with.

Usage: deno task new plugin NAME [--dir DIR]
       deno task new game NAME [--dir DIR]

  plugin NAME   a package with a command, a command set, settings and a test,
                ready to be published; NAME may be @scope/name
  game NAME     a folder to start a game from, with its settings, its world
                and one plugin of its own
  --dir DIR     where to write it: a folder that is empty, or not there yet
                (default ./NAME; in this checkout ./plugins/NAME for a plugin)
  --help        show this text

A name is made of lower-case letters, digits and -.
`;

/** What was made. */
export interface Made {
  readonly what: "plugin" | "game";
  readonly folder: string;
  readonly cwd: string;
  readonly files: NewFiles;
  readonly placement: Placement;
}

/** Returns what is printed when it is done: what there is, and what to type next. */
export function madeText({ what, folder, cwd, files, placement }: Made): string {
  const way = relative(cwd, folder).replaceAll("\\", "/") || ".";
  const place = /^\.\.\/\.\./.test(way) ? folder : way;
  const start = what === "plugin" ? "deno task play" : "deno task start";
  const member = placement.kind === "member"
    ? [`"${placement.path}" is now a member of the workspace in this checkout's deno.json.`, ""]
    : [];
  return [
    `A ${what} is in ${place}:`,
    "",
    ...Object.keys(files).map((path) => `  ${path}`),
    "",
    ...member,
    "Next:",
    "",
    `  cd ${/\s/.test(place) ? JSON.stringify(place) : place}`,
    "  deno task test",
    `  ${start}`,
    "",
  ].join("\n");
}
