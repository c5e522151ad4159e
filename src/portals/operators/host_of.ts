/**
 * Returns the name under which a server was asked, without the port; `localhost` when there is none
 * that a client could use.
 *
 * @param host The request's `Host`.
 */
export function hostOf(host: string | undefined): string {
  const url = `http://${host ?? ""}`;
  return URL.canParse(url) ? new URL(url).hostname : "localhost";
}
