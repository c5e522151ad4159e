import { loadStdNet, type StdNetOptions } from "./std_net.ts";

/** How many ports after the preferred one are tried before any free one is taken. */
const TRIED_PORTS = 20;

const LAST_PORT = 65_535;

/** The address of all interfaces; a port that is taken on one of them is taken. */
const ALL_INTERFACES = "0.0.0.0";

/** Where a free port is looked for. */
export interface FreePortOptions extends StdNetOptions {
  /** The address that will be listened on; empty for all interfaces. */
  readonly host: string;
  /** Ports that are not taken though they are free: those of other portals. */
  readonly except?: readonly number[];
}

/**
 * Finds a port that is free now; another program may still take it first.
 *
 * @param preferred The port to begin with, from 1; beyond 65535, any free one will do.
 * @returns The preferred port if it is free, else another one.
 */
export async function freePort(preferred: number, options: FreePortOptions): Promise<number> {
  const hostname = options.host === "" ? ALL_INTERFACES : options.host;
  const isUsable = (port: number) => !options.except?.includes(port) && isFree(port, hostname);
  if (preferred > LAST_PORT) return nextFreePort(LAST_PORT, hostname, isUsable);
  if (isUsable(preferred)) return preferred;
  const net = await loadStdNet(options);
  const offered = net === undefined ? undefined : offeredPort(net.getAvailablePort, preferred);
  if (offered !== undefined && isUsable(offered)) return offered;
  return nextFreePort(preferred, hostname, isUsable);
}

function offeredPort(
  find: (options: { preferredPort: number }) => unknown,
  preferredPort: number,
): number | undefined {
  try {
    const port = find({ preferredPort });
    return typeof port === "number" && Number.isInteger(port) && port > 0 ? port : undefined;
  } catch {
    return undefined;
  }
}

function nextFreePort(
  preferred: number,
  hostname: string,
  isUsable: (port: number) => boolean,
): number {
  const last = Math.min(preferred + TRIED_PORTS, LAST_PORT);
  for (let port = preferred + 1; port <= last; port++) {
    if (isUsable(port)) return port;
  }
  using listener = Deno.listen({ port: 0, hostname });
  return listener.addr.port;
}

/** Any other error, such as an address that is not this machine's, is the caller's to see. */
function isFree(port: number, hostname: string): boolean {
  try {
    Deno.listen({ port, hostname }).close();
    return true;
  } catch (error) {
    const isTaken = error instanceof Deno.errors.AddrInUse ||
      error instanceof Deno.errors.PermissionDenied;
    if (isTaken) return false;
    throw error;
  }
}
