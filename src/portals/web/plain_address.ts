/** Returns an IPv4 address as such, also where the socket takes both kinds (RFC 4291, 2.5.5.2). */
export function plainAddress(address: string | undefined): string {
  return (address ?? "").replace(/^::ffff:(?=[\d.]+$)/i, "");
}
