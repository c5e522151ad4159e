/**
 * Tells whether an address is this machine itself; such addresses are exempt from per-address
 * limits.
 *
 * @param address An IPv4 or IPv6 address, without a port.
 */
export function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, "");
  return plain === "::1" || plain === "localhost" || /^127\.\d+\.\d+\.\d+$/.test(plain);
}
