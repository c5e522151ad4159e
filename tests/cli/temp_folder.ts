import { join } from "node:path";

/** A folder for one test, removed when disposed of. */
export interface TempFolder extends AsyncDisposable {
  readonly path: string;
  /** Writes a file in the folder and returns its path. */
  write(name: string, text: string): Promise<string>;
}

/** Makes a folder for one test. */
export async function tempFolder(): Promise<TempFolder> {
  const path = await Deno.realPath(await Deno.makeTempDir({ prefix: "vestibule-" }));
  return {
    path,
    async write(name, text) {
      const file = join(path, name);
      await Deno.writeTextFile(file, text);
      return file;
    },
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}
