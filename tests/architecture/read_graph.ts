import { readdirSync, readFileSync } from "node:fs";
import { type Graph, type PackageNames, sourceFile } from "./graph.ts";

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
  return new Map(paths.map((path) => {
    const text = readFileSync(new URL(path, root), "utf8");
    return [path, sourceFile(path, text, names)];
  }));
}

function textsIn(root: URL, folder: string): string[] {
  return readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
    .filter((path) => TEXT.test(path) && !path.includes("node_modules"))
    .map((path) => folder + path.replaceAll("\\", "/"))
    .sort();
}
