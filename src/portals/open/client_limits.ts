import type { Settings } from "../../core/settings/settings.ts";
import type { PortalLimits } from "../plugins/define_portal.ts";
import type { GmcpLimits } from "../telnet/options/gmcp.ts";
import type { MsdpLimits } from "../telnet/options/msdp.ts";

/** Arrays and objects within one another in a message from a client. */
export const MAX_JSON_DEPTH = 32;
/** The longest GMCP or MSDP message taken, in bytes. */
const MAX_GMCP_BYTES = 64 * 1024;
/** How many values, lists and tables an MSDP payload may hold. */
const MAX_MSDP_VALUES = 2000;
/** How many GMCP packages a client may say it supports: those of all known clients, and room. */
const MAX_GMCP_PACKAGES = 200;

/** Returns what a client may use up, whatever it speaks. */
export function clientLimits({ maxLineLength, maxOutboundBytes }: Settings): PortalLimits {
  return {
    lineCharacters: zeroIsOff(maxLineLength),
    outboundBytes: zeroIsOff(maxOutboundBytes),
  };
}

/** Returns what GMCP messages may use up. */
export function gmcpLimits({ oobRate }: Settings): GmcpLimits {
  return {
    bytes: MAX_GMCP_BYTES,
    depth: MAX_JSON_DEPTH,
    packages: MAX_GMCP_PACKAGES,
    perSecond: oobRate,
  };
}

/** Returns what MSDP may use up. */
export function msdpLimits({ oobRate }: Settings): MsdpLimits {
  return {
    bytes: MAX_GMCP_BYTES,
    depth: MAX_JSON_DEPTH,
    values: MAX_MSDP_VALUES,
    perSecond: oobRate,
  };
}

/** A limit of 0 is none (behaviour 2.5.5). */
export function zeroIsOff(limit: number): number {
  return limit === 0 ? Infinity : limit;
}

/** All interfaces means those of IPv4: not every system lets one socket listen on both. */
export function hostnameOf(settings: Settings): string {
  return settings.host === "" ? "0.0.0.0" : settings.host;
}
