import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { gameFiles } from "./game_files.ts";
import { type NewArgs, parseNewArgs } from "./new_args.ts";
import { madeText, NEW_HELP } from "./new_help.ts";
import { isWithin, type Placement, placementOf } from "./placement.ts";
import { pluginFiles } from "./plugin_files.ts";
import { withMember } from "./workspace.ts";
import { writeFiles } from "./write_files.ts";
import { messageOf } from "../../core/trace/error_text.ts";

/** Where `new` is run. */
export interface NewPlaces {
  /** The folder that paths start from, as an absolute path. */
  readonly cwd: string;
  /** The folder of the checkout it is run from; `undefined` when it comes from a registry. */
  readonly checkout: string | undefined;
}

/** What became of it. */
export type NewOutcome =
  | { readonly kind: "made" | "help"; readonly text: string }
  | { readonly kind: "refused"; readonly problems: readonly string[] };

/**
 * Makes a new plugin or game, as the command line of `new` asks.
 *
 * @param argv The arguments after the program's name.
 * @param places Where it is run.
 */
export async function makeNew(argv: readonly string[], places: NewPlaces): Promise<NewOutcome> {
  const args = parseNewArgs(argv);
  switch (args.kind) {
    case "help":
      return { kind: "help", text: NEW_HELP };
    case "error":
      return { kind: "refused", problems: args.problems };
    case "make":
      return await make(args, places);
  }
}

async function make(args: NewArgs, places: NewPlaces): Promise<NewOutcome> {
  const folder = folderOf(args, places);
  const placement = placementOf(folder, places.checkout);
  const { what, name, scope } = args;
  const files = what === "plugin"
    ? pluginFiles({ name, scope: scope ?? "your-scope", placement })
    : gameFiles({ name, placement });
  const problem = await inWorkspace(placement, () => writeFiles(folder, files));
  if (problem !== undefined) return { kind: "refused", problems: [problem] };
  return { kind: "made", text: madeText({ what, folder, cwd: places.cwd, files, placement }) };
}

/**
 * Writes files, and makes their folder a member of the workspace it lies in, if it does.
 *
 * The workspace is looked at before and changed after: it never names a folder that is not there.
 *
 * @returns Why it cannot be done, or `undefined` when it is done.
 */
async function inWorkspace(
  placement: Placement,
  write: () => Promise<string | undefined>,
): Promise<string | undefined> {
  if (placement.kind !== "member") return await write();
  const file = resolve(placement.checkout, "deno.json");
  const text = withMember(await readFile(file, "utf8"), placement.path);
  if (text === undefined) {
    return `Cannot add "${placement.path}" to the workspace as "${file}" must list its members: ` +
      'there is no "workspace": [ … ] in it. Choose a folder elsewhere with --dir DIR';
  }
  return await write() ?? await changeWorkspace(file, { text, path: placement.path });
}

async function changeWorkspace(
  file: string,
  { text, path }: { readonly text: string; readonly path: string },
): Promise<string | undefined> {
  try {
    await writeFile(file, text);
  } catch (error) {
    const reason = messageOf(error);
    return `Cannot add "${path}" to the workspace as "${file}" must be a file that can be written: ` +
      `${reason}. The new folder is there; add it to "workspace" yourself`;
  }
}

/** Plugins of a checkout lie together; everything else lies where one stands. */
function folderOf({ what, name, dir }: NewArgs, { cwd, checkout }: NewPlaces): string {
  if (dir !== undefined) return resolve(cwd, dir);
  if (what === "plugin" && checkout !== undefined && isWithin(cwd, checkout)) {
    return join(checkout, "plugins", name);
  }
  return join(cwd, name);
}
