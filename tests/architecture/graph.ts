import { type ImportKind, type Scan, scan } from "./scan.ts";

/** An import, and the file of the repository it leads to. */
export interface Import {
  readonly specifier: string;
  readonly kind: ImportKind;
  /** A path from the root of the repository; `undefined` for what is not of the repository. */
  readonly target: string | undefined;
}

/** What the rules know of a file. */
export interface SourceFile extends Omit<Scan, "imports"> {
  readonly lines: number;
  readonly imports: readonly Import[];
}

/** Every file, by its path from the root of the repository. */
export type Graph = ReadonlyMap<string, SourceFile>;

/** The names under which the packages of the workspace import one another. */
export type PackageNames = Readonly<Record<string, string>>;

/**
 * Finds the file that an import leads to.
 *
 * @param specifier The import's specifier.
 * @param from The path of the file it stands in.
 * @param names The files behind the workspace's own names.
 * @returns A path from the root, which may lie outside of it; `undefined` for another package.
 */
export function targetOf(specifier: string, from: string, names: PackageNames): string | undefined {
  if (Object.hasOwn(names, specifier)) return names[specifier];
  if (!/^\.{0,2}\//.test(specifier)) return undefined;
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}

/**
 * Makes what the rules know of a file.
 *
 * @param path Where the file is; only code is searched for imports.
 * @param text What it holds.
 * @param names The files behind the workspace's own names.
 */
export function sourceFile(path: string, text: string, names: PackageNames): SourceFile {
  const { imports, ...facts } = scan(/\.(?:ts|js)$/.test(path) ? text : "");
  return {
    ...facts,
    lines: text.split("\n").length - (text.endsWith("\n") ? 1 : 0),
    imports: imports.map((written) => ({
      ...written,
      target: targetOf(written.specifier, path, names),
    })),
  };
}
