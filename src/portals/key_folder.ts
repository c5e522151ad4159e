import { join } from "node:path";

/** What a file of keys may be read by: the server's own user. */
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;
const OTHERS = 0o077;

/** Where the portals keep their keys: a folder that only the server's own user may look into. */
export class KeyFolder {
  readonly #path: string;

  /**
   * Creates the view of a folder, which is made when the first key is written.
   *
   * @param path The folder, as an absolute path.
   */
  constructor(path: string) {
    this.#path = path;
  }

  /** Returns where a file is. */
  pathOf(name: string): string {
    return join(this.#path, name);
  }

  /** Reads a file, if it is there; one that others may read is closed to them. */
  async read(name: string): Promise<string | undefined> {
    const path = this.pathOf(name);
    try {
      const { mode } = await Deno.stat(path);
      if (mode !== null && (mode & OTHERS) !== 0) await makePrivate(path, PRIVATE_FILE);
      return await Deno.readTextFile(path);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return undefined;
      throw error;
    }
  }

  /** Writes a file whole or not at all, for the server's own user alone. */
  async write(name: string, text: string): Promise<void> {
    await Deno.mkdir(this.#path, { recursive: true, mode: PRIVATE_FOLDER });
    await makePrivate(this.#path, PRIVATE_FOLDER);
    const path = this.pathOf(name);
    const draft = `${path}.new`;
    // One that a crash left behind keeps the mode that it has.
    await Deno.remove(draft).catch(() => {});
    await Deno.writeTextFile(draft, text, { mode: PRIVATE_FILE, createNew: true });
    await Deno.rename(draft, path);
  }
}

/** Windows has no such modes; there a folder is as private as the one that it is in. */
async function makePrivate(path: string, mode: number): Promise<void> {
  if (Deno.build.os !== "windows") await Deno.chmod(path, mode);
}
