import { isIPv4 } from "node:net";
import { loadStdNet, type StdNetOptions } from "./std_net.ts";

/** What of a network interface is looked at. */
export interface InterfaceAddress {
  readonly family: string;
  readonly address: string;
}

/** How the address is found. */
export interface LanAddressOptions extends StdNetOptions {
  /** This machine's interfaces; those Deno knows when left out. */
  readonly interfaces?: () => readonly InterfaceAddress[];
}

/**
 * Finds the IPv4 address under which other machines of the local network reach this one.
 *
 * @returns The address, or `undefined` when the machine has none.
 */
export async function lanAddress(options: LanAddressOptions): Promise<string | undefined> {
  const net = await loadStdNet(options);
  const known = net === undefined ? undefined : knownAddress(net.getNetworkAddress);
  return known ?? firstAddress(options.interfaces ?? Deno.networkInterfaces);
}

function knownAddress(find: () => unknown): string | undefined {
  try {
    const address = find();
    return typeof address === "string" && isIPv4(address) ? address : undefined;
  } catch {
    return undefined;
  }
}

function firstAddress(interfaces: () => readonly InterfaceAddress[]): string | undefined {
  return interfaces().find(isReachable)?.address;
}

/** Loopback and link-local addresses are of no use to another machine. */
function isReachable({ family, address }: InterfaceAddress): boolean {
  return family === "IPv4" && !address.startsWith("127.") && !address.startsWith("169.254.");
}
