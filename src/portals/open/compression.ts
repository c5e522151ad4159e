import type { Settings } from "../../core/settings/settings.ts";
import { CompressedSessions } from "../telnet/options/mccp2.ts";

/**
 * Returns the places for compressed sessions of one port, if there are any.
 *
 * @param under What the port's connections are: plain, or within TLS.
 */
export function compression(
  { mccp, maxCompressedSessions }: Settings,
  under: "plain" | "tls",
): CompressedSessions | undefined {
  const isAllowed = mccp === "always" || (mccp === "plain" && under === "plain");
  return isAllowed ? new CompressedSessions(maxCompressedSessions) : undefined;
}
