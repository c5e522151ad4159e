import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { messageOf } from "../../core/trace/error_text.ts";

/** Files to write: their texts by their paths in the folder, with slashes. */
export type NewFiles = Readonly<Record<string, string>>;

/**
 * Writes files into a folder that is empty or not there yet; nothing is ever written over.
 *
 * @param folder The folder, as an absolute path.
 * @param files The files.
 * @returns Why it cannot be done, or `undefined` when it is done.
 */
export async function writeFiles(folder: string, files: NewFiles): Promise<string | undefined> {
  try {
    await mkdir(folder, { recursive: true });
    const there = await readdir(folder);
    if (there.length > 0) return notEmpty(folder, there);
    for (const [path, text] of Object.entries(files)) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text, { flag: "wx" });
    }
  } catch (error) {
    const reason = messageOf(error);
    return `Cannot write to "${folder}" as it must be a folder that can be written: ${reason}. ` +
      "Choose another one with --dir DIR";
  }
}

function notEmpty(folder: string, there: readonly string[]): string {
  const some = there.slice(0, 3).join(", ");
  const more = there.length > 3 ? " and more" : "";
  return `Cannot write to "${folder}" as it must be empty, or not there yet: it holds ${some}${more}. ` +
    "Choose another one with --dir DIR";
}
