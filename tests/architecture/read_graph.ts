import { readdirSync, readFileSync } from "node:fs";
import { type Graph, type PackageNames, type SourceFile, targetOf } from "./graph.ts";
import { scan } from "./scan.ts";

const CODE = /\.(?:ts|js)$/;
const TEXT = /\.(?:ts|js|css|html)$/;

/**
 * Reads the files under some folders, and what they import.
 *
 * @param root The root of the repository, ending in a slash.
 * @param places Paths from there of files, or of folders ending in a slash.
 * @param names The files behind the workspace's own names.
 */
export function readGraph(root: URL, places: readonly string[], names: PackageNames): Graph {
  const paths = places.flatMap((place) => place.endsWith("/") ? textsIn(root, place) : [place]);
  return new Map(paths.map((path) => [path, readSource(root, path, names)]));
}

function textsIn(root: URL, folder: string): string[] {
  return readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
    .filter((path) => TEXT.test(path) && !path.includes("node_modules/"))
    .map((path) => folder + path.replaceAll("\\", "/"))
    .sort();
}

function readSource(root: URL, path: string, names: PackageNames): SourceFile {
  const text = readFileSync(new URL(path, root), "utf8");
  const { imports, ...facts } = scan(CODE.test(path) ? text : "");
  return {
    ...facts,
    lines: text.split("\n").length - (text.endsWith("\n") ? 1 : 0),
    imports: imports.map((written) => ({
      ...written,
      target: targetOf(written.specifier, path, names),
    })),
  };
}
