import { plainAddress } from "./plain_address.ts";

/** What a server is reached by. */
export interface OwnNames {
  /** The names and addresses of its certificate; `*.` stands for one label (RFC 6125, 6.4.3). */
  readonly names: readonly string[];
  /** The address that the client connected to. */
  readonly address: string;
}

/**
 * Tells whether a server can be meant by a request's `Host`: whatever else it says, somebody may
 * have made it up.
 *
 * @param host The request's `Host`, with a port or without.
 */
export function isOwnHost(host: string, { names, address }: OwnNames): boolean {
  if (!URL.canParse(`https://${host}`)) return false;
  const hostname = new URL(`https://${host}`).hostname.replace(/^\[|\]$/g, "");
  const [, domain] = /^[^.]+\.(.+)$/.exec(hostname) ?? [];
  return ["localhost", plainAddress(address), ...names].some((name) =>
    name.toLowerCase() === hostname ||
    (domain !== undefined && name.toLowerCase() === `*.${domain}`)
  );
}
