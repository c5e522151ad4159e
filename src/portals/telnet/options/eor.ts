import { OPTION } from "../telnet_bytes.ts";
import type { TelnetOption } from "./option.ts";

/** Offers to mark the end of each prompt with IAC EOR (RFC 885). */
export function createEor(): TelnetOption {
  return {
    option: OPTION.EOR,
    policy: { us: "offer", him: "refuse" },
    payloadLimit: 0,
  };
}
