/** Header fields of one connection alone (RFC 9110, section 7.6.1), and what is counted anew. */
const HOP_BY_HOP: readonly string[] = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "expect",
];

/** A header's name and value. */
type Header = readonly [name: string, value: string];

/** Returns the header fields that are for the other end, without those of this connection. */
export function endToEnd(headers: Iterable<Header>): readonly Header[] {
  const all = [...headers];
  const named = all.filter(([name]) => name.toLowerCase() === "connection")
    .flatMap(([, value]) => value.toLowerCase().split(",").map((name) => name.trim()));
  const dropped = new Set([...HOP_BY_HOP, ...named]);
  return all.filter(([name]) => !dropped.has(name.toLowerCase()));
}
