/**
 * Tells whether a websocket request may come from the page that sent it.
 *
 * A request without an `Origin` is no browser's, and is let in. A browser's must come from the
 * host it was sent to, or from an origin on the list, compared whole.
 *
 * @param origin The request's `Origin`.
 * @param host The request's `Host`.
 * @param allowed Further origins, such as `https://play.example.org`.
 */
export function isAllowedOrigin(
  origin: string | undefined,
  host: string | undefined,
  allowed: readonly string[],
): boolean {
  if (origin === undefined) return true;
  const from = parse(origin);
  if (from === null || from.origin === "null") return false;
  if (allowed.some((entry) => parse(entry)?.origin === from.origin)) return true;
  // the page's own scheme, so that its default port compares equal to none
  const to = parse(`${from.protocol}//${host ?? ""}`);
  return to !== null && to.host === from.host && to.username === "" && to.pathname === "/";
}

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}
