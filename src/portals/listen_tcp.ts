/**
 * How many connections may wait to be accepted. With Deno's default of 511 a burst of a thousand
 * overflows: clients are connected that the program never hears of, and wait for its first word.
 */
export const BACKLOG = 4096;

/**
 * Listens for TCP connections.
 *
 * @param hostname The address.
 * @param port The port; 0 lets the system choose.
 * @throws {Deno.errors.AddrInUse} When the port is taken.
 */
export function listenTcp(hostname: string, port: number): Deno.TcpListener {
  return Deno.listen({ hostname, port, tcpBacklog: BACKLOG });
}
