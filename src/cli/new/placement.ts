import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";

/**
 * How new code finds the core.
 *
 * - `member`: it lies in a checkout, and becomes a member of its workspace.
 * - `linked`: it lies elsewhere, and links to a checkout until it is published.
 * - `registry`: there is no checkout; the core comes from JSR.
 */
export type Placement =
  | { readonly kind: "member"; readonly checkout: string; readonly path: string }
  | { readonly kind: "linked"; readonly path: string }
  | { readonly kind: "registry" };

/**
 * Finds out how code in a folder finds the core.
 *
 * @param folder The folder, as an absolute path; it need not be there yet.
 * @param checkout The folder of the checkout that makes it, if there is one.
 */
export function placementOf(folder: string, checkout: string | undefined): Placement {
  if (checkout === undefined) return { kind: "registry" };
  const [from, to] = [realPath(folder), realPath(checkout)];
  if (isWithin(from, to)) {
    return { kind: "member", checkout, path: `./${slashed(relative(to, from))}` };
  }
  return { kind: "linked", path: slashed(relative(from, to)) };
}

/** Tells whether a path is a folder or in it. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !/^(?:[a-z]:|[/\\])/i.test(way);
}

/** Follows links, as far as the path is there: a link must not hide where a folder lies. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realPath(parent), basename(path));
}

function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}
