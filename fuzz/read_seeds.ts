const FOLDER = new URL("./seeds/", import.meta.url);

/** A seed, and the name of its file. */
export interface Seed {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Reads the seeds of a target, in the order of their names. */
export function readSeeds(target: string): readonly Seed[] {
  const folder = new URL(`${target}/`, FOLDER);
  const files = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  return files.map((file) => ({ file, bytes: Deno.readFileSync(new URL(file, folder)) }));
}
