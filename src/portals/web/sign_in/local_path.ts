/** Any host will do: what leads to another one is not here. */
const HERE = "http://here.invalid";

/**
 * Returns a path of this server, where one is named; else the start page. What leads anywhere else
 * is none: no link sends who signs in to another site.
 *
 * @param wanted What the request names.
 */
export function localPath(wanted: string | null | undefined): string {
  if (wanted === null || wanted === undefined || !wanted.startsWith("/")) return "/";
  if (!URL.canParse(wanted, HERE)) return "/";
  const { origin, pathname, search, hash } = new URL(wanted, HERE);
  // A browser reads two slashes, or a backslash, as the beginning of a host.
  return origin === HERE && !pathname.startsWith("//") ? pathname + search + hash : "/";
}
